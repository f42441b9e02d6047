//! What problems are made of, in words.

use crate::lang::{Lang, texts};
use crate::osm::DroppedArea;
use crate::street_id;
use walkshed::model::HierarchyFault;
use walkshed::network::lines::StreetId;
use walkshed::network::{Connection, ConnectionKind};
use walkshed::{Axis, InvalidPosition};

/// A kind of geometry that is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Wanted {
    /// One point, the door.
    Door,
    /// Lines.
    Line,
    /// Polygons.
    Polygon,
    /// Polygons or points.
    PolygonOrPoint,
    /// Polygons or lines.
    PolygonOrLine,
}

impl Wanted {
    texts! {
        /// Its name.
        pub fn text(&self, lang) -> String {
            Self::Door => "point (the door of the station)" "点(站点门口)";
            Self::Line => "line" "线";
            Self::Polygon => "polygon" "面";
            Self::PolygonOrPoint => "polygon or point" "面或点";
            Self::PolygonOrLine => "polygon or line" "面或线";
        }
    }
}

/// Why a geometry is none.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum GeometryFault {
    /// A position of too few numbers.
    Position(usize),
    /// A ring of too few positions.
    Ring(usize),
    /// Coordinates that are none.
    NotNumbers,
    /// A polygon without a ring.
    NoRing,
    /// What the reader of JSON says.
    Json(String),
    /// A number of a drawing that is missing or none.
    Number(String),
    /// Well-known text that is none, as its reader says.
    Wkt(String),
    /// What the reader of a binary format says.
    Binary(String),
    /// A kind that is not read, such as a curve.
    Kind(String),
}

impl GeometryFault {
    texts! {
        /// The reason.
        pub fn reason(&self, lang) -> String {
            Self::Position(numbers) => "a position of {numbers} numbers" "坐标只有{numbers}个数字";
            Self::Ring(positions) => "a ring of {positions} positions" "边界只有{positions}个点";
            Self::NotNumbers => "coordinates are not numbers" "坐标不是数字";
            Self::NoRing => "no ring" "面没有边界";
            Self::Number(text) =>
                "a number is missing or none: {value}"
                "缺少数字或不是数字:{value}"
                with value = lang.quote(text);
            Self::Wkt(text) => "not well-known text: {text}" "不是WKT文本({text})";
            Self::Json(text) => "{text}" "不符合GeoJSON格式({text})";
            Self::Binary(text) => "damaged: {text}" "数据损坏({text})";
            Self::Kind(name) => "{name} is not read" "不支持类型{name}";
        }
    }
}

/// Why a position is none.
pub(super) fn position(fault: &InvalidPosition, lang: Lang) -> String {
    if lang == Lang::En {
        return fault.to_string();
    }
    let InvalidPosition { axis, value, limit, .. } = fault;
    let name = match axis {
        Axis::Longitude => "经度",
        Axis::Latitude => "纬度",
    };
    if !value.is_finite() {
        return format!("{name}不是有限的数字");
    }
    let exchanged = *axis == Axis::Latitude && value.abs() <= 180.0;
    let guess = if exchanged { "(经纬度是否写反?)" } else { "" };
    format!("{name}{value}超出-{limit}至{limit}的范围{guess}")
}

/// What is wrong in the links of stations or grids.
pub(super) fn hierarchy(fault: &HierarchyFault, lang: Lang) -> String {
    match (lang, fault) {
        (Lang::Zh, HierarchyFault::Count { level, found, expected }) => {
            format!("{}应有{expected}个站点,实有{found}个", lang.rung(*level))
        }
        (Lang::Zh, HierarchyFault::UnknownParent { id, parent }) => {
            format!("{id}的上级{}不存在", lang.quote(parent))
        }
        (Lang::Zh, HierarchyFault::Cycle { ids }) => {
            format!("上级关系首尾相接成环:{}", ids.join(" > "))
        }
        (Lang::Zh, HierarchyFault::ParentNotAbove { id, parent }) => {
            format!("{id}的上级{}级别不比它高", lang.quote(parent))
        }
        _ => fault.to_string(),
    }
}

/// The first few of some connections, in one line.
pub(super) fn joined(first: &[Connection], connections: usize, lang: Lang) -> String {
    listed(first.iter().map(|one| connection(one, lang)), connections, lang)
}

/// The first few of some squares that were dropped, in one line.
pub(super) fn dropped(first: &[DroppedArea], areas: usize, lang: Lang) -> String {
    let named = |area: &DroppedArea| {
        format!("{} ({})", street_id(&area.id, lang), area.fault.text(lang))
    };
    listed(first.iter().map(named), areas, lang)
}

fn listed(first: impl Iterator<Item = String>, all: usize, lang: Lang) -> String {
    let named: Vec<String> = first.collect();
    let (comma, more) = match lang {
        Lang::En => (", ", ", ..."),
        Lang::Zh => (";", ";等"),
    };
    let more = if all > named.len() { more } else { "" };
    named.join(comma) + more
}

fn connection(connection: &Connection, lang: Lang) -> String {
    let Connection { kind, line, to, at, length_m } = connection;
    let (line, to) = (street_id(line, lang), street_id(to, lang));
    let at = format!("{:.6},{:.6}", at.lng(), at.lat());
    match (lang, kind) {
        (Lang::En, ConnectionKind::Crossing) => format!("{line} crosses {to} at {at}"),
        (Lang::En, ConnectionKind::End) => {
            format!("{line} ends {length_m:.1} m from {to} at {at}")
        }
        (Lang::En, ConnectionKind::Osm) => {
            format!("{line} joins {to} over {length_m:.1} m at {at}")
        }
        (Lang::Zh, ConnectionKind::Crossing) => format!("{line}与{to}相交于{at}"),
        (Lang::Zh, ConnectionKind::End) => {
            format!("{line}的端点距{to} {length_m:.1}米,位于{at}")
        }
        (Lang::Zh, ConnectionKind::Osm) => {
            format!("{line}经{length_m:.1}米接入{to},位于{at}")
        }
    }
}

/// The first few streets by id.
pub(super) fn streets(first: &[StreetId], streets: usize, lang: Lang) -> String {
    listed(first.iter().map(|id| street_id(id, lang)), streets, lang)
}
