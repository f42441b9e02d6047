//! Every walk to a center, as a table.

use super::matrix::{decimal, io_error};
use crate::{Circled, Loaded};
use std::io::{self, Write};
use walkshed::model::Metric;

/// Writes one row for every member of every circle, as CSV with a header:
/// `center,role,place,name,kind,seconds,walk_m`.
///
/// As the crow flies nobody walked, and `walk_m` is empty.
///
/// # Units
///
/// Seconds and meters, three decimals; both of the same walk.
///
/// # Order
///
/// Centers in input order, then members by walk.
///
/// # Errors
///
/// What the writer says.
pub fn members(out: impl Write, loaded: &Loaded, circled: &Circled) -> io::Result<()> {
    let mut csv = csv::Writer::from_writer(out);
    let heads = ["center", "role", "place", "name", "kind", "seconds", "walk_m"];
    csv.write_record(heads).map_err(io_error)?;
    for circle in &circled.circles.circles {
        let center = &loaded.district.stations[circle.center as usize].id;
        for member in &circle.members {
            let (id, name, facts) = loaded.place(member.place);
            let walk_m = match circled.reach.metric {
                Metric::Network => decimal(member.mm.into()),
                Metric::Straight => String::new(),
            };
            let kind = facts.kind.as_deref().unwrap_or_default();
            let (role, seconds) = (super::role(member.place), decimal(member.ms.into()));
            let row = [center, role, id, name, kind, &seconds, &walk_m];
            csv.write_record(row).map_err(io_error)?;
        }
    }
    csv.flush()
}
