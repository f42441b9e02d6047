//! How many sites reach a person, and who is served across a border.

use super::Sheet;
use super::counted::Counted;
use crate::words::Reached;
use std::io::{self, Write};
use walkshed::coverage::{Count, Status};
use walkshed::model::Weight;

pub(super) fn write(sheet: &Sheet<'_>, out: &mut dyn Write) -> io::Result<()> {
    let demand = &sheet.loaded.district.demand;
    if sheet.evaluation.levels.is_empty() || demand.is_empty() {
        return Ok(());
    }
    let overlap = &sheet.evaluation.overlap;
    let of = |count: &Count| sheet.counted.of_count(count);
    let exactly = |sites: usize| overlap.by_depth.get(sites).map_or(Weight::ZERO, of);
    let reached = Reached {
        total: overlap.by_depth.iter().map(of).sum(),
        none: unreached(sheet, false),
        unknown: unreached(sheet, true),
        one: exactly(1),
        more: overlap.by_depth.iter().skip(2).map(of).sum(),
        mean: match sheet.counted {
            Counted::Group(group) => overlap.mean(group),
            Counted::Blocks => None,
        },
    };
    writeln!(out, "\n{}", sheet.lang.overlap(&reached))?;
    if !sheet.places.tree.is_empty() && sheet.counted != Counted::Blocks {
        let across = sheet.counted.of_weights(&sheet.evaluation.across_border);
        writeln!(out, "{}", sheet.lang.across_border(across, reached.total))?;
    }
    Ok(())
}

/// People whom no site reaches; those of whom that is not known, or the others.
fn unreached(sheet: &Sheet<'_>, unknown: bool) -> Weight {
    let demand = &sheet.loaded.district.demand;
    let Some(answer) = sheet.last_level() else { return Weight::ZERO };
    let counts =
        sheet.evaluation.overlap.cover_count.iter().zip(&answer.points).enumerate();
    let those = counts.filter(|(_, (count, point))| {
        **count == 0 && matches!(point.status, Status::Unknown(_)) == unknown
    });
    those.map(|(point, _)| sheet.counted.of_point(demand, point)).sum()
}
