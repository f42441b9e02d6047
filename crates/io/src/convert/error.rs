//! Why a file was not converted.

use crate::error::{ReadError, ReadFault};
use crate::lang::{Lang, texts};
use crate::write::WriteError;
use std::path::PathBuf;

/// Why nothing was written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ConvertError {
    /// What was asked for does not fit together.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The input.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// The output.
    #[error(transparent)]
    Write(#[from] WriteError),
}

impl ConvertError {
    /// The exit status that stands for it.
    #[must_use]
    pub fn status(&self) -> u8 {
        match self {
            Self::Refused(_) => 2,
            Self::Read(error) => error.status(),
            Self::Write(error) => error.status(),
        }
    }

    texts! {
        /// The whole on one line.
        pub fn text(&self, lang) -> String {
            Self::Refused(refusal) => "{text}" "{text}" with text = refusal.text(lang);
            Self::Read(error) => "{text}" "{text}" with text = error.text(lang);
            Self::Write(error) => "{text}" "{text}" with text = error.text(lang);
        }
    }
}

/// What does not fit together.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("{}", self.text(Lang::En))]
#[non_exhaustive]
pub enum Refusal {
    /// A file name that tells no format.
    Format {
        /// The file.
        out: PathBuf,
    },
    /// The file would be written over itself.
    SameFile {
        /// The file.
        file: PathBuf,
    },
    /// A coordinate system that is not known.
    UnknownCrs {
        /// As it is named.
        name: String,
    },
    /// A coordinate system that WGS 84 cannot be brought to.
    Crs {
        /// Its code.
        name: String,
        /// Why.
        fault: Box<ReadFault>,
    },
    /// GeoJSON in another system than WGS 84.
    GeoJson {
        /// The system.
        name: String,
    },
}

impl Refusal {
    texts! {
        /// What does not fit, and what to do.
        pub fn text(&self, lang) -> String {
            Self::Format { out } =>
                "{file}: the name tells no format; end it in .csv, .xlsx, .geojson, .geojsonl, .gpkg, .fgb, .parquet or .shp, or give --format"
                "{file}:从文件名看不出格式;请使用扩展名.csv、.xlsx、.geojson、.geojsonl、.gpkg、.fgb、.parquet或.shp,或用--format指定"
                with file = out.display();
            Self::SameFile { file } =>
                "{file}: is the file that is read; give the result another name"
                "{file}:与读取的文件相同;请为结果另取文件名"
                with file = file.display();
            Self::UnknownCrs { name } =>
                "--crs {name}: not a coordinate system that is known; write an EPSG code such as EPSG:4490, or GCJ-02 or BD-09"
                "--crs {name}:无法识别的坐标系;请使用EPSG代码(如EPSG:4490)、GCJ-02或BD-09";
            Self::Crs { name, fault } =>
                "--crs {name}: {why}; {how}"
                "--crs {name}:{why};{how}"
                with why = fault.reason(lang), how = fault.remedy(lang);
            Self::GeoJson { name } =>
                "--crs {name}: GeoJSON is always WGS 84 (RFC 7946); write a GeoPackage, or leave --crs out"
                "--crs {name}:GeoJSON只能使用WGS 84坐标(RFC 7946);请写出GeoPackage,或去掉--crs";
        }
    }
}
