//! Whether arrays that were read are those of a network: what later code takes for granted.

use super::super::Base;
use super::super::admission::{Admission, Class};
use super::super::lines::{NO_NAME, SnapClass};
use super::super::street::{Naming, StreetRow};
use super::{InvalidNetwork, NetworkFault};
use crate::LngLat;
use rayon::prelude::*;

/// Rows that one thread checks at a time.
const CHUNK: usize = 1 << 13;
/// No street is longer, in meters: twice around the earth.
const LONGEST_M: f64 = 80_000_000.0;

/// The first row, in the order of rows, with a fault.
pub(super) fn first_bad<T: Sync>(
    section: &'static str,
    rows: &[T],
    fault: impl Fn(usize, &T) -> Option<NetworkFault> + Sync,
) -> Result<(), InvalidNetwork> {
    let of_chunk = |(chunk, rows): (usize, &[T])| {
        let first = chunk * CHUNK;
        (first..).zip(rows).find_map(|(i, row)| Some((i, fault(i, row)?)))
    };
    let found = rows.par_chunks(CHUNK).enumerate().find_map_first(of_chunk);
    found.map_or(Ok(()), |(row, fault)| {
        Err(InvalidNetwork { section, row: Some(row), fault })
    })
}

/// Checks all that does not depend on who walks.
pub(super) fn base(base: &Base) -> Result<(), InvalidNetwork> {
    let (nodes, vertices) = (base.positions.len(), base.vertices.len());
    // the highest bit marks a piece that is walked against its street
    let numbered = |length: usize| i32::try_from(length).is_ok();
    size("positions", numbered(nodes))?;
    size("vertices", numbered(vertices))?;
    size("osm_nodes", [0, nodes].contains(&base.osm_nodes.len()))?;
    size("along", base.along.len() == vertices)?;
    size("streets", !base.streets.is_empty() || vertices == 0)?;
    let bad = |bad: bool, fault| bad.then_some(fault);
    first_bad("positions", &base.positions, |_, at: &LngLat| {
        bad(!at.is_valid(), NetworkFault::Position)
    })?;
    first_bad("vertices", &base.vertices, |_, &node| {
        bad(node as usize >= nodes, NetworkFault::Index)
    })?;
    if let Some(row) = base.texts.fault() {
        let (section, row) = ("text_ends", Some(row));
        return Err(InvalidNetwork { section, row, fault: NetworkFault::Text });
    }
    first_bad("streets", &base.streets, |i, row| street(base, i, *row))?;
    first_bad("along", &base.streets, |i, _| {
        bad(!rises(&base.along[base.vertices_of(i)]), NetworkFault::Order)
    })
}

fn size(section: &'static str, fits: bool) -> Result<(), InvalidNetwork> {
    let fault = InvalidNetwork { section, row: None, fault: NetworkFault::Size };
    if fits { Ok(()) } else { Err(fault) }
}

fn street(base: &Base, place: usize, row: StreetRow) -> Option<NetworkFault> {
    let next = base.streets.get(place + 1);
    let end = next.map_or(base.vertices.len(), |next| next.first as usize);
    if (place == 0 && row.first != 0) || (row.first as usize + 2) > end {
        return Some(NetworkFault::Order);
    }
    if row.name != NO_NAME && !base.has_text(row.name.into()) {
        return Some(NetworkFault::Index);
    }
    if row.naming() == Naming::Own && !base.has_text(row.id()) {
        return Some(NetworkFault::Index);
    }
    (!row.is_sound()).then_some(NetworkFault::Value)
}

/// Whether meters along a street begin at nothing and never fall.
fn rises(along: &[f64]) -> bool {
    let last = along.last().copied().unwrap_or_default();
    along.first() == Some(&0.0)
        && last <= LONGEST_M
        && along.windows(2).all(|pair| pair[0] <= pair[1])
}

/// The class of every street, if none contradicts how it is walked.
pub(super) fn classes(
    base: &Base,
    admission: Admission,
    codes: &[u8],
) -> Result<Vec<Class>, InvalidNetwork> {
    size("classes", codes.len() == base.streets.len())?;
    let class = |street: usize, code: u8| {
        let row = base.streets[street];
        let class = Class::ALL.get(usize::from(code)).copied()?;
        let fits = match class {
            Class::Closed => !admission.admits(row.manner()),
            _ if !admission.admits(row.manner()) => false,
            Class::Ordinary => row.snap() == SnapClass::Ordinary,
            Class::LastResort => row.snap() == SnapClass::LastResort,
            Class::Island => true,
        };
        fits.then_some(class)
    };
    first_bad("classes", codes, |street, &code| {
        class(street, code).is_none().then_some(NetworkFault::Mismatch)
    })?;
    Ok(codes.iter().enumerate().filter_map(|(s, &code)| class(s, code)).collect())
}

/// Who is to index each piece: its class, [`Class::Closed`] where no piece begins.
pub(super) fn pieces(base: &Base, classes: &[Class]) -> Vec<Class> {
    let mut pieces = vec![Class::Closed; base.vertices.len()];
    for (street, &class) in classes.iter().enumerate() {
        let range = base.vertices_of(street);
        pieces[range.start..range.end - 1].fill(class);
    }
    pieces
}

/// Whether an index holds every piece of its class, once: those are struck from `left`.
pub(super) fn items(
    section: &'static str,
    items: &[u32],
    class: Class,
    left: &mut [Class],
) -> Result<(), InvalidNetwork> {
    for (row, &piece) in items.iter().enumerate() {
        let row = Some(row);
        let Some(place) = left.get_mut(piece as usize) else {
            return Err(InvalidNetwork { section, row, fault: NetworkFault::Index });
        };
        if *place != class {
            return Err(InvalidNetwork { section, row, fault: NetworkFault::Mismatch });
        }
        *place = Class::Closed;
    }
    size(section, left.par_iter().all(|&other| other != class))
}

/// Whether the ends beside a tree are those of its pieces.
pub(super) fn ends(base: &Base, items: &[u32], ends: &[[LngLat; 2]]) -> bool {
    let same = |(&piece, ends): (&u32, &[LngLat; 2])| base.piece_ends(piece) == *ends;
    items.len() == ends.len() && items.par_iter().zip(ends).with_min_len(CHUNK).all(same)
}
