//! Which formats are written.

use std::path::Path;

/// A format that is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// RFC 7946: one collection a file.
    GeoJson,
    /// A feature a line.
    GeoJsonSeq,
    /// OGC 12-128: all layers in one file.
    GeoPackage,
    /// `FlatGeobuf`, with its index.
    FlatGeobuf,
    /// `GeoParquet` 1.1.
    GeoParquet,
    /// `.shp`, `.shx`, `.dbf`, `.prj`, `.cpg`.
    Shapefile,
    /// RFC 4180.
    Csv,
    /// A workbook: all tables in one file.
    Xlsx,
}

/// Further ends of file names.
const ALIASES: [(&str, Format); 7] = [
    ("json", Format::GeoJson),
    ("geojsons", Format::GeoJsonSeq),
    ("geojsonseq", Format::GeoJsonSeq),
    ("ndjson", Format::GeoJsonSeq),
    ("jsonl", Format::GeoJsonSeq),
    ("geoparquet", Format::GeoParquet),
    ("txt", Format::Csv),
];

impl Format {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::GeoJson,
        Self::GeoJsonSeq,
        Self::GeoPackage,
        Self::FlatGeobuf,
        Self::GeoParquet,
        Self::Shapefile,
        Self::Csv,
        Self::Xlsx,
    ];

    /// Its key, which is also how its files end.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::GeoJson => "geojson",
            Self::GeoJsonSeq => "geojsonl",
            Self::GeoPackage => "gpkg",
            Self::FlatGeobuf => "fgb",
            Self::GeoParquet => "parquet",
            Self::Shapefile => "shp",
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
        }
    }

    /// What people call it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::GeoJson => "GeoJSON",
            Self::GeoJsonSeq => "GeoJSON, a feature a line",
            Self::GeoPackage => "GeoPackage",
            Self::FlatGeobuf => "FlatGeobuf",
            Self::GeoParquet => "GeoParquet",
            Self::Shapefile => "Shapefile",
            Self::Csv => "CSV",
            Self::Xlsx => "Excel workbook",
        }
    }

    /// The format with this key.
    #[must_use]
    pub fn named(key: &str) -> Option<Self> {
        let key = key.to_ascii_lowercase();
        let alias = || ALIASES.iter().find(|(alias, _)| *alias == key).map(|a| a.1);
        Self::ALL.into_iter().find(|format| format.key() == key).or_else(alias)
    }

    /// The format that the name of a file stands for.
    #[must_use]
    pub fn of_path(path: &Path) -> Option<Self> {
        Self::named(path.extension()?.to_str()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_name_tells_its_format() {
        for format in Format::ALL {
            let path = Path::new("out.d/a.b").with_extension(format.key().to_uppercase());
            assert_eq!(Format::of_path(&path), Some(format), "{}", path.display());
        }
        assert_eq!(Format::of_path(Path::new("a.json")), Some(Format::GeoJson));
        assert_eq!(Format::of_path(Path::new("a.dwg")), None);
        assert_eq!(Format::of_path(Path::new("gpkg")), None);
    }
}
