//! Everything that a reader can find, each with its reason and its remedy.
//!
//! One enum, so that another language is one more `match`.

use super::{Place, Severity};
use std::fmt;
use walkshed::InvalidPosition;
use walkshed::model::HierarchyFault;

/// What is wrong, or was assumed.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Problem {
    /// A row has more cells than the header.
    Cells {
        /// Cells of the row.
        found: usize,
        /// Cells of the header.
        expected: usize,
    },
    /// A member of `features` is none.
    NotAFeature,
    /// A geometry that does not follow RFC 7946.
    Geometry(String),
    /// Neither geometry nor coordinates.
    NoPlace,
    /// A coordinate that is no number.
    NotDegrees,
    /// A coordinate that is not on the earth.
    Position(InvalidPosition),
    /// Coordinates in a datum that is not read.
    Datum,
    /// A geometry of the wrong kind.
    Shape {
        /// The kind that is wanted.
        expected: &'static str,
    },
    /// An outline whose center lies outside its own box.
    NoCenter,
    /// A line of fewer than two different places.
    NoLine,
    /// No level given.
    NoLevel,
    /// A level that is none.
    UnknownLevel,
    /// A center of which level?
    BareCenter,
    /// A second row with the same id.
    DuplicateId {
        /// File of the first.
        file: String,
        /// Place of the first.
        place: Place,
    },
    /// A code that a spreadsheet has turned into a number with an exponent.
    CutCode,
    /// A weight that is no number from 0 to 1e12.
    NotAWeight,
    /// Longitudes stand in the place of latitudes.
    Exchanged,
    /// Stations or grids do not form the declared hierarchy.
    Hierarchy(HierarchyFault),
    /// Stations below the last level of the pattern.
    BeyondPattern {
        /// Levels of the pattern.
        levels: u8,
    },
    /// A status that is none.
    UnknownStatus,
    /// Stations, but none that serves.
    NoneOperating,
    /// A community that is no grid.
    UnknownCommunity {
        /// Rows that name it.
        rows: usize,
    },
    /// Demand without a weight.
    NoWeights,
    /// A layer without a feature.
    Empty,
    /// The extent is a guess.
    NodesBox,
    /// Ways of OpenStreetMap that the file does not hold completely.
    MissingNodes {
        /// Nodes that are not there.
        nodes: usize,
        /// Pieces of street lost.
        pieces: usize,
    },
    /// Nodes of OpenStreetMap that are not on the earth.
    InvalidNodes {
        /// How many.
        nodes: usize,
    },
    /// The box that a file of OpenStreetMap data declares is none.
    InvalidBox,
    /// A header without a name, or with one that is already taken.
    Header,
    /// A row without id.
    MadeId,
    /// A file without ids.
    MadeIds,
    /// A column recognized by a part of its name.
    ReadAs {
        /// The field.
        field: &'static str,
    },
    /// Columns of demand that are not counted.
    Unused,
    /// Blank weights.
    BlankWeights {
        /// How many.
        cells: usize,
    },
    /// Demand outside the study area.
    OutsideStudyArea {
        /// Rows left out.
        rows: usize,
    },
    /// Lines that are no way on foot.
    NotWalked {
        /// Features left out.
        lines: usize,
        /// Why.
        reason: &'static str,
    },
    /// Connections that no shared vertex declares.
    Inferred {
        /// How many in all.
        connections: usize,
        /// The first few in words.
        first: String,
    },
}

impl Problem {
    /// How much it costs.
    #[must_use]
    pub fn severity(&self) -> Severity {
        match self {
            Self::Cells { .. }
            | Self::NotAFeature
            | Self::Geometry(_)
            | Self::NoPlace
            | Self::NotDegrees
            | Self::Position(_)
            | Self::Datum
            | Self::Shape { .. }
            | Self::NoCenter
            | Self::NoLine
            | Self::NoLevel
            | Self::UnknownLevel
            | Self::BareCenter
            | Self::DuplicateId { .. }
            | Self::CutCode
            | Self::NotAWeight => Severity::Rejected,
            Self::Exchanged
            | Self::Hierarchy(_)
            | Self::BeyondPattern { .. }
            | Self::UnknownStatus
            | Self::NoneOperating
            | Self::UnknownCommunity { .. }
            | Self::NoWeights
            | Self::Empty
            | Self::NodesBox
            | Self::MissingNodes { .. }
            | Self::InvalidNodes { .. }
            | Self::InvalidBox
            | Self::Header => Severity::Warning,
            Self::MadeId
            | Self::MadeIds
            | Self::ReadAs { .. }
            | Self::Unused
            | Self::BlankWeights { .. }
            | Self::OutsideStudyArea { .. }
            | Self::NotWalked { .. }
            | Self::Inferred { .. } => Severity::Note,
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn remedy(&self) -> Option<&'static str> {
        Some(match self {
            Self::Cells { .. } => "put cells that hold the separator in quotes",
            Self::NotAFeature => "see RFC 7946, section 3.2",
            Self::Geometry(_) => "draw or export it again",
            Self::NoPlace => "give longitude and latitude, or a geometry",
            Self::NotDegrees => "write decimal degrees",
            Self::Position(fault) if fault.value.abs() <= 180.0 => {
                "exchange them, longitude comes first"
            }
            Self::Position(_) => "write decimal degrees of WGS 84",
            Self::Datum => "convert to WGS 84 first",
            Self::Shape { .. } => "give one, or leave the feature out",
            Self::NoCenter => "draw its outline without crossings",
            Self::NoLine => "draw it again, or leave it out",
            Self::NoLevel | Self::UnknownLevel => "write 1 to 9, or 一级 to 九级",
            Self::BareCenter => "write 1 for a town's or 2 for a community's",
            Self::DuplicateId { .. } => "give each its own",
            Self::CutCode => "format the column as text and export again",
            Self::NotAWeight => "write the number alone",
            Self::Exchanged => "longitude comes first",
            Self::Hierarchy(_) | Self::BeyondPattern { .. } => {
                "correct the stations, or hierarchy in walkshed.toml"
            }
            Self::UnknownStatus => {
                "write planned, under_construction, built, operating, suspended or closed"
            }
            Self::NoneOperating => "write operating (运营) where a station is open",
            Self::UnknownCommunity { .. } => "write the id or the name of a grid",
            Self::NoWeights => {
                "name one in walkshed.toml: weights = { population = \"...\" }"
            }
            Self::NodesBox => {
                "set extent in walkshed.toml to a polygon file, or to \"complete\""
            }
            Self::MissingNodes { .. } => "cut the extract with complete ways",
            Self::InvalidNodes { .. } | Self::InvalidBox => "export the file again",
            Self::Header => "name each column once",
            Self::MadeId | Self::MadeIds => "give ids that stay when rows move",
            Self::ReadAs { .. } => {
                "say so in walkshed.toml if that is wrong: columns = { ... }"
            }
            Self::Unused => {
                "name those to be counted in walkshed.toml: weights = { ... }"
            }
            Self::NotWalked { .. } => "foot = yes opens a line to walkers",
            Self::Empty
            | Self::BlankWeights { .. }
            | Self::OutsideStudyArea { .. }
            | Self::Inferred { .. } => return None,
        })
    }
}

/// The reason, in English.
impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Cells { found, expected } => {
                write!(f, "{found} cells under a header of {expected}")
            }
            Self::Geometry(reason) => write!(f, "geometry: {reason}"),
            Self::Position(fault) => fault.fmt(f),
            Self::Shape { expected } => write!(f, "the geometry is no {expected}"),
            Self::DuplicateId { file, place } => {
                write!(f, "the id is taken by {file} {place}, which is kept")
            }
            Self::Hierarchy(fault) => fault.fmt(f),
            Self::BeyondPattern { levels } => {
                write!(f, "the pattern has {levels} levels; the station is kept")
            }
            Self::UnknownCommunity { rows } => {
                write!(f, "not among the grids; the place decides for {rows} rows")
            }
            Self::MissingNodes { nodes, pieces } => {
                write!(
                    f,
                    "{nodes} nodes of walkable ways are missing, {pieces} pieces are lost"
                )
            }
            Self::InvalidNodes { nodes } => {
                write!(f, "{nodes} nodes of walkable ways are not on the earth")
            }
            Self::ReadAs { field } => write!(f, "read as {field}"),
            Self::BlankWeights { cells } => write!(f, "{cells} blank cells count as 0"),
            Self::OutsideStudyArea { rows } => {
                write!(f, "{rows} places outside the study area are not counted")
            }
            Self::NotWalked { lines, reason } => {
                write!(f, "{lines} lines are not walked: {reason}")
            }
            Self::Inferred { connections, first } => {
                write!(f, "{connections} connections without a shared vertex: {first}")
            }
            fixed => f.write_str(fixed.fixed()),
        }
    }
}

impl Problem {
    /// The reasons that name no number.
    fn fixed(&self) -> &'static str {
        match self {
            Self::NotAFeature => "not a GeoJSON feature",
            Self::NoPlace => "no position",
            Self::NotDegrees => "not a number",
            Self::Datum => "coordinates in this datum are not readable yet",
            Self::NoCenter => {
                "the outline crosses itself or is empty, so that it has no center"
            }
            Self::NoLine => "a line of fewer than two different places",
            Self::NoLevel => "no level",
            Self::UnknownLevel => "not a level",
            Self::BareCenter => "a center of which level?",
            Self::CutCode => "a code whose digits a spreadsheet has cut off",
            Self::NotAWeight => "not a number from 0 to 1e12",
            Self::Exchanged => {
                "longitudes stand in the place of latitudes; they are read the other way round"
            }
            Self::UnknownStatus => "not a status; the station counts as operating",
            Self::NoneOperating => "no station is operating, so that none serves",
            Self::NoWeights => "no column of people; only places are counted",
            Self::Empty => "nothing in it",
            Self::NodesBox => {
                "how far the streets are mapped is not known; the box around them is taken"
            }
            Self::InvalidBox => "the box that it declares is none, and not used",
            Self::Header => "the column has no name or one that is taken",
            Self::MadeId => "no id; made from its place in the file",
            Self::MadeIds => "no ids; made from the places in the file",
            Self::Unused => "columns that are not counted",
            _ => "",
        }
    }
}
