//! Everything that a reader can find; [`words`](super::words) says each in every language.

use super::{
    GeometryFault, JoinFault, Place, ScenarioFault, Severity, Symptom, TableFault, Wanted,
};
use crate::lang::Lang;
use crate::osm::DroppedArea;
use crate::osm::tags::Reason;
use std::fmt;
use walkshed::InvalidPosition;
use walkshed::model::HierarchyFault;
use walkshed::network::Connection;
use walkshed::network::lines::StreetId;

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
    /// What is odd about a table as it is laid out or written.
    Table(TableFault),
    /// A member of `features` is none.
    NotAFeature,
    /// A line of a sequence of features that is none.
    NotAFeatureLine(String),
    /// A geometry that is none, or of a kind that is not read.
    Geometry(GeometryFault),
    /// Neither geometry nor coordinates.
    NoPlace,
    /// A coordinate that is no number.
    NotDegrees,
    /// A coordinate that is not on the earth.
    Position(InvalidPosition),
    /// Coordinates in a datum that is not known, or cannot be converted.
    Datum,
    /// Coordinates beyond the reach of their projection.
    BeyondCrs,
    /// A geometry of the wrong kind.
    Shape {
        /// The kind that is wanted.
        expected: Wanted,
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
    /// Rows and a table beside them do not fit.
    Join(JoinFault),
    /// A scenario means what is not there.
    Scenario(ScenarioFault),
    /// What a check of the whole project found.
    Check(Symptom),
    /// A code that a spreadsheet has turned into a number with an exponent.
    CutCode,
    /// A weight that is no number from 0 to 1e12.
    NotAWeight,
    /// Longitudes stand in the place of latitudes, or eastings in that of northings.
    Exchanged,
    /// The file and the project name two coordinate systems.
    OtherCrs {
        /// That of the file.
        stated: String,
        /// That of the project, which is taken.
        taken: String,
    },
    /// Stations or grids do not form the declared hierarchy.
    Hierarchy(HierarchyFault),
    /// Stations below the last level of the pattern.
    BeyondPattern {
        /// Levels of the pattern.
        levels: u8,
    },
    /// A status that is none.
    UnknownStatus,
    /// A word of a short list that is not in it.
    UnknownWord,
    /// A day that cannot be read.
    UnknownDate,
    /// A station or site that is named and not there.
    NoSuchStation {
        /// The one that was meant.
        near: Option<String>,
    },
    /// A cell that must not be blank.
    MustBeSaid,
    /// Needs of a community that is not there.
    NeedsOfNobody {
        /// Rows that name it.
        rows: usize,
    },
    /// Stations, but none that serves.
    NoneOperating,
    /// Stations that are built, and not said to be open.
    OnlyBuilt {
        /// How many.
        stations: usize,
    },
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
    /// Squares of OpenStreetMap that are walked around and not across.
    DroppedAreas {
        /// How many.
        areas: usize,
        /// The first few.
        first: Vec<DroppedArea>,
    },
    /// Squares whose rings hold nothing or cross each other: walked around and not across.
    UncrossedAreas {
        /// How many.
        areas: usize,
        /// The first few.
        first: Vec<StreetId>,
    },
    /// Squares with so many entries and corners that only near ones are tied (rule 20).
    LargeAreas {
        /// How many.
        areas: usize,
        /// The first few.
        first: Vec<StreetId>,
    },
    /// The box that a file of OpenStreetMap data declares is none.
    InvalidBox,
    /// A network file and the project differ in whether ferries are taken.
    Ferries {
        /// Whether the file has them.
        built_with: bool,
    },
    /// A header without a name, or with one that is already taken.
    Header,
    /// A Shapefile without its table.
    NoTable,
    /// A Shapefile with a table of another length.
    UnevenTable {
        /// Shapes of the main file.
        shapes: usize,
        /// Records of the table.
        records: usize,
    },
    /// Bytes that are no text in the encoding of the file.
    Undecoded {
        /// How many cells hold such bytes.
        cells: usize,
    },
    /// A database that another program has not finished writing.
    Unsaved,
    /// Text in another encoding than the file declares, or in none that it does.
    Decoded {
        /// What the file declares.
        declared: Option<String>,
        /// How it was read.
        used: &'static str,
    },
    /// Columns that hold no plain values.
    NotPlain,
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
    /// Weights written as 约100 and the like.
    Approximate {
        /// How many.
        cells: usize,
    },
    /// The column of people that is counted, where there are several.
    CountedBy {
        /// Those that are not.
        others: Vec<String>,
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
        reason: Reason,
    },
    /// Connections that no shared vertex declares.
    Inferred {
        /// How many in all.
        connections: usize,
        /// The first few.
        first: Vec<Connection>,
    },
}

impl Problem {
    /// An English key for programs, one for each kind: `no_place`, `far_from_street`.
    #[must_use]
    pub fn kind(&self) -> String {
        let name = match self {
            Self::Join(fault) => format!("{fault:?}"),
            Self::Scenario(fault) => format!("{fault:?}"),
            Self::Table(fault) => format!("{fault:?}"),
            Self::Check(symptom) => format!("{symptom:?}"),
            other => format!("{other:?}"),
        };
        let mut key = String::new();
        for c in name.chars().take_while(char::is_ascii_alphanumeric) {
            if c.is_ascii_uppercase() && !key.is_empty() {
                key.push('_');
            }
            key.push(c.to_ascii_lowercase());
        }
        key
    }

    /// How much it costs.
    #[must_use]
    pub fn severity(&self) -> Severity {
        match self {
            Self::Join(fault) => fault.severity(),
            Self::Scenario(fault) => fault.severity(),
            Self::Table(fault) => fault.severity(),
            Self::Check(symptom) => symptom.severity(),
            Self::Cells { .. }
            | Self::NotAFeature
            | Self::NotAFeatureLine(_)
            | Self::Geometry(_)
            | Self::NoPlace
            | Self::NotDegrees
            | Self::Position(_)
            | Self::Datum
            | Self::BeyondCrs
            | Self::Shape { .. }
            | Self::NoCenter
            | Self::NoLine
            | Self::NoLevel
            | Self::UnknownLevel
            | Self::BareCenter
            | Self::DuplicateId { .. }
            | Self::CutCode
            | Self::NoSuchStation { .. }
            | Self::MustBeSaid
            | Self::NotAWeight => Severity::Rejected,
            _ => self.severity_of_kept(),
        }
    }

    /// How much it costs where the row or file is kept.
    fn severity_of_kept(&self) -> Severity {
        match self {
            Self::Exchanged
            | Self::Hierarchy(_)
            | Self::BeyondPattern { .. }
            | Self::UnknownStatus
            | Self::UnknownWord
            | Self::UnknownDate
            | Self::NoneOperating
            | Self::OnlyBuilt { .. }
            | Self::UnknownCommunity { .. }
            | Self::NeedsOfNobody { .. }
            | Self::NoWeights
            | Self::Empty
            | Self::NodesBox
            | Self::MissingNodes { .. }
            | Self::InvalidNodes { .. }
            | Self::InvalidBox
            | Self::Ferries { .. }
            | Self::Header
            | Self::NoTable
            | Self::UnevenTable { .. }
            | Self::Undecoded { .. }
            | Self::Unsaved => Severity::Warning,
            _ => Severity::Note,
        }
    }
}

/// The reason, in English.
impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.reason(Lang::En))
    }
}
