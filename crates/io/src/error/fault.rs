//! What can be wrong with a file as a whole, with its reason and its remedy in every language.

use crate::finding::Finding;
use crate::lang::texts;

/// What is wrong with a file as a whole.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum ReadFault {
    /// No byte.
    Empty,
    /// Nothing but blanks.
    Blank,
    /// Zero bytes in a text file.
    ZeroBytes,
    /// A quoted cell that does not end.
    OpenQuote,
    /// What the reader of CSV says.
    Csv(String),
    /// Bytes that are not UTF-8, in a file that always is.
    NotUtf8,
    /// UTF-8 that breaks off inside a character.
    HalfCharacter,
    /// Bytes that are not in this encoding.
    Undecodable(&'static str),
    /// An encoding that is not known.
    Encoding(String),
    /// A line that is longer than any row.
    LongLine,
    /// A coordinate system that is not known.
    Crs(String),
    /// A coordinate system that takes PROJ, which was left out of this build.
    NoProj(String),
    /// A coordinate system on a datum whose way to WGS 84 is not known (rule 22).
    Ballpark(String),
    /// Meters of a projection, and nothing says of which.
    Projected {
        /// Where they stand; empty for the geometries.
        columns: String,
        /// The systems in which such numbers are a place.
        likely: Vec<String>,
    },
    /// Numbers that are no place in the system that is declared.
    Elsewhere {
        /// The system.
        declared: String,
        /// The systems in which such numbers are a place.
        likely: Vec<String>,
    },
    /// A format that is not read.
    Format(Foreign),
    /// What the reader of a format says.
    Broken {
        /// The format.
        format: &'static str,
        /// What is wrong, as the reader says it.
        reason: String,
    },
    /// No such pack.
    NoPack {
        /// As it is named.
        name: String,
        /// Those that come with Walkshed.
        known: Vec<String>,
        /// The one that was meant.
        near: Option<String>,
    },
    /// No such sheet in a workbook.
    NoSheet {
        /// As it is named.
        name: String,
        /// Those that there are.
        known: Vec<String>,
        /// The one that was meant.
        near: Option<String>,
    },
    /// No such layer in a file of layers.
    NoLayer {
        /// As it is named.
        name: String,
        /// Those that there are.
        known: Vec<String>,
        /// The one that was meant.
        near: Option<String>,
    },
    /// Several layers, or files of an archive, and none is named.
    ManyLayers(Vec<String>),
    /// A file of layers without a layer that is read; what there is instead.
    NoLayers(Vec<String>),
    /// Layers to be read together whose coordinates mean different things.
    MixedCrs(Vec<String>),
    /// An archive with a password.
    Encrypted,
    /// An archive that expands beyond measure.
    Expands {
        /// Bytes of the file.
        from: u64,
        /// Bytes that it claims to hold.
        to: u64,
    },
    /// What the reader of JSON says.
    NotJson(String),
    /// The same of sound JSON.
    NotGeoJson(String),
    /// A collection without features.
    NoFeatures,
    /// JSON of a type that GeoJSON does not have.
    JsonType(String),
    /// Something said of street data that says it itself.
    Fixed {
        /// The setting.
        key: &'static str,
        /// Its value.
        value: String,
    },
    /// No such scenario.
    NoScenario {
        /// As it is named.
        name: String,
        /// Those that there are.
        known: Vec<String>,
        /// The one that was meant.
        near: Option<String>,
    },
    /// Scenarios that build on each other in a circle.
    Circle(Vec<String>),
    /// A study area without demand.
    NobodyInside,
    /// Copies that would stand where the originals do.
    FixesOriginals,
    /// A project without files for a role.
    NoInput(&'static str),
    /// Walks along streets, and no streets.
    NoStreets,
    /// Keys of which none is in the other table.
    NoMatch {
        /// The column of keys.
        column: String,
        /// The table.
        table: String,
        /// Its column of keys.
        with: String,
        /// The first keys.
        keys: Vec<String>,
        /// The first of the table.
        known: Vec<String>,
    },
    /// A table of areas without a column of people.
    NoPeople,
    /// Rows of which none lies in an area.
    NothingInAreas {
        /// The table of areas.
        table: String,
    },
    /// No row.
    NoRow,
    /// None that can be used; the first reason.
    NoUsableRow(Box<Finding>),
    /// No polygon where one is needed, and the reason if there is one.
    NoPolygon(Option<Box<Finding>>),
    /// A setting that is not understood.
    Setting {
        /// What is wrong, in English.
        en: String,
        /// What is wrong, in Chinese.
        zh: String,
        /// The key that was meant.
        near: Option<String>,
    },
    /// No column for a field.
    NoColumn {
        /// The field.
        field: &'static str,
        /// The role of the file.
        role: &'static str,
        /// The columns that there are.
        columns: Vec<String>,
        /// Names that would be recognized.
        known: &'static [&'static str],
    },
    /// The project names a field that is none.
    UnknownField {
        /// As it is named.
        name: String,
        /// Those that there are.
        known: Vec<String>,
        /// The one that was meant.
        near: Option<String>,
    },
    /// The project names a column that is not there.
    UnknownColumn {
        /// As it is named.
        name: String,
        /// Those that there are.
        known: Vec<String>,
        /// The one that was meant.
        near: Option<String>,
    },
}

/// A known format that is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Foreign {
    /// A drawing of `AutoCAD`.
    Dwg,
    /// A file geodatabase.
    FileGdb,
    /// KML or KMZ.
    Kml,
    /// An archive that is not a ZIP file.
    Archive,
    /// PDF or a text document.
    Document,
}

impl Foreign {
    texts! {
        /// Its name, with an article where the language has one.
        pub fn text(&self, lang) -> String {
            Self::Dwg => "a DWG drawing" "DWG图形文件";
            Self::FileGdb => "a file geodatabase (.gdb)" "文件地理数据库(.gdb)";
            Self::Kml => "a KML file" "KML文件";
            Self::Archive => "a packed archive" "压缩包";
            Self::Document => "a document" "文档";
        }
    }

    texts! {
        /// What to do with it.
        pub fn remedy(&self, lang) -> String {
            Self::Dwg => "save it as DXF" "请另存为DXF";
            Self::FileGdb =>
                "save its layers as GeoPackage" "请将其中的图层另存为GeoPackage";
            Self::Kml =>
                "save it as GeoPackage or GeoJSON" "请另存为GeoPackage或GeoJSON";
            Self::Archive =>
                "unpack it, or pack a Shapefile as ZIP" "请先解压,Shapefile可打包为ZIP";
            Self::Document =>
                "copy its table into an Excel or CSV file" "请将其中的表格复制到Excel或CSV文件";
        }
    }
}
