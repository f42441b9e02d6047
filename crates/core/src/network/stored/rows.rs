//! What is kept in few rows, and made into something else when it is read.

use super::super::admission::Admission;
use super::super::street::{Naming, naming};
use super::super::{Base, Connection, ConnectionKind};
use super::check::first_bad;
use super::{InvalidNetwork, NetworkFault};
use crate::LngLat;
use bytemuck::{Pod, Zeroable};
use std::sync::Arc;

/// The one row of the section `settings`.
#[derive(Clone, Copy, Debug, Pod, Zeroable)]
#[repr(C)]
pub(super) struct Settings {
    min_component_m: f64,
    /// 1 for wheels, 2 for what no tag permits or forbids.
    admission: u64,
}

impl Settings {
    pub(super) fn new(min_component_m: f64, admission: Admission) -> Self {
        let [wheels, unsaid] = admission.parts();
        let admission = u64::from(wheels) | u64::from(unsaid) << 1;
        Self { min_component_m, admission }
    }

    pub(super) fn min_component_m(self) -> Result<f64, InvalidNetwork> {
        // a length without bound is one, and uses no component at all
        (self.min_component_m >= 0.0).then_some(self.min_component_m).ok_or(FAULT)
    }

    pub(super) fn admission(self) -> Result<Admission, InvalidNetwork> {
        let parts = [self.admission & 1 != 0, self.admission & 2 != 0];
        (self.admission <= 3).then(|| Admission::from_parts(parts)).ok_or(FAULT)
    }
}

const FAULT: InvalidNetwork =
    InvalidNetwork { section: "settings", row: None, fault: NetworkFault::Value };

/// One inferred connection.
#[derive(Clone, Copy, Debug, Pod, Zeroable)]
#[repr(C)]
pub(super) struct ConnectionRow {
    line: i64,
    to: i64,
    at: LngLat,
    length_m: f64,
    /// How `line` and `to` are named, and the kind: a byte each.
    tags: u64,
}

impl ConnectionRow {
    pub(super) fn new(
        connection: &Connection,
        mut text: impl FnMut(&str) -> u32,
    ) -> Self {
        let (of_line, line) = naming(&connection.line, &mut text);
        let (of_to, to) = naming(&connection.to, &mut text);
        let kind = match connection.kind {
            ConnectionKind::Crossing => 0,
            ConnectionKind::End => 1,
            ConnectionKind::Osm => 2,
        };
        let tags = of_line as u64 | (of_to as u64) << 8 | kind << 16;
        let &Connection { at, length_m, .. } = connection;
        Self { line, to, at, length_m, tags }
    }

    fn connection(self, base: &Base) -> Result<Connection, NetworkFault> {
        if !self.at.is_valid() {
            return Err(NetworkFault::Position);
        }
        let kind = match self.tags >> 16 {
            0 => ConnectionKind::Crossing,
            1 => ConnectionKind::End,
            2 => ConnectionKind::Osm,
            _ => return Err(NetworkFault::Value),
        };
        if !(self.length_m.is_finite() && self.length_m >= 0.0) {
            return Err(NetworkFault::Value);
        }
        let id = |tag: u64, id: i64| {
            let naming = match tag & 0xff {
                0 => Naming::Way,
                1 => Naming::Relation,
                2 => Naming::Own,
                _ => return Err(NetworkFault::Value),
            };
            if naming == Naming::Own && !base.has_text(id) {
                return Err(NetworkFault::Index);
            }
            Ok(base.id_of(naming, id))
        };
        let (line, to) = (id(self.tags, self.line)?, id(self.tags >> 8, self.to)?);
        Ok(Connection { kind, line, to, at: self.at, length_m: self.length_m })
    }
}

/// All connections, if each is one.
pub(super) fn connections(
    base: &Base,
    rows: &[ConnectionRow],
) -> Result<Arc<[Connection]>, InvalidNetwork> {
    first_bad("connections", rows, |_, row| row.connection(base).err())?;
    Ok(rows.iter().filter_map(|row| row.connection(base).ok()).collect())
}
