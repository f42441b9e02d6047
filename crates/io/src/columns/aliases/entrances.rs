//! What the columns of a list of doors are called.

use super::super::Kind::Model;
use super::super::Role;
use super::{DATUM, EASTING, LAT, LON, NORTHING, PAIR, field};

/// Doors of stations or sites that have several.
pub(crate) const ENTRANCES: Role = Role {
    noun: "entrances",
    by_part: false,
    fields: &[
        field(
            "station",
            Model,
            &["station", "station_id", "站点编号", "站点", "所属站点", "驿站编号"],
        ),
        field(
            "site",
            Model,
            &["site", "site_id", "场所编号", "场所", "所属场所", "地点编号"],
        ),
        LON,
        LAT,
        EASTING,
        NORTHING,
        PAIR,
        DATUM,
    ],
};
