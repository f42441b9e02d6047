//! What can be wrong with a file of OpenStreetMap data.

use super::damage::Damage;
use super::report::OsmReport;
use crate::lang::{Lang, texts};
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// Why no streets came out of a file.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OsmError {
    /// The file is missing or the system does not let it be read.
    #[error("{}", self.text(Lang::En))]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The file breaks off or holds bytes that its format does not allow.
    #[error("{}", self.text(Lang::En))]
    Damaged {
        /// The file.
        path: PathBuf,
        /// Where.
        place: Place,
        /// What is wrong there.
        damage: Damage,
    },
    /// The file is compressed as a whole.
    #[error("{}", self.text(Lang::En))]
    Compressed {
        /// The file.
        path: PathBuf,
        /// Name of the compression.
        format: &'static str,
    },
    /// The file holds something else than OpenStreetMap data.
    #[error("{}", self.text(Lang::En))]
    NotOsm {
        /// The file.
        path: PathBuf,
        /// What was found instead.
        content: Content,
    },
    /// The file says that its reader must know something that this one does not.
    #[error("{}", self.text(Lang::En))]
    UnknownFeature {
        /// The file.
        path: PathBuf,
        /// Name of the feature.
        feature: String,
    },
    /// The file was read to its end and holds nothing to walk on.
    #[error("{}", self.text(Lang::En))]
    NoStreet {
        /// The file.
        path: PathBuf,
        /// What was read and refused.
        report: Box<OsmReport>,
    },
    /// More vertices than a network can number.
    #[error("{}", self.text(Lang::En))]
    TooLarge {
        /// The file.
        path: PathBuf,
    },
}

impl OsmError {
    /// The file.
    #[must_use]
    pub fn file(&self) -> &Path {
        match self {
            Self::Unreadable { path, .. }
            | Self::Damaged { path, .. }
            | Self::Compressed { path, .. }
            | Self::NotOsm { path, .. }
            | Self::UnknownFeature { path, .. }
            | Self::NoStreet { path, .. }
            | Self::TooLarge { path, .. } => path,
        }
    }

    /// Whether the file is missing, unreadable or damaged, rather than readable with content that
    /// cannot be used.
    #[must_use]
    pub fn is_damaged(&self) -> bool {
        matches!(self, Self::Unreadable { .. } | Self::Damaged { .. })
    }

    texts! {
        /// The whole on one line: file, place, reason and remedy.
        pub fn text(&self, lang) -> String {
            Self::Unreadable { path, source } =>
                "{file}: cannot be read: {source}; check the path and the permission"
                "{file}:无法读取({source});请检查路径和读取权限"
                with file = path.display();
            Self::Damaged { path, place, damage } =>
                "{file}: damaged at {at}: {why}; download or export the file again"
                "{file}:{at}损坏:{why};请重新下载或导出该文件"
                with file = path.display(), at = place.text(lang), why = damage.text(lang);
            Self::Compressed { path, format } =>
                "{file}: compressed with {format}, which is not read; decompress it first"
                "{file}:文件用{format}压缩,不能直接读取;请先解压"
                with file = path.display();
            Self::NotOsm { path, content } =>
                "{file}: not OpenStreetMap data: {why}; give an .osm.pbf or .osm file"
                "{file}:不是OpenStreetMap数据:{why};请提供.osm.pbf或.osm文件"
                with file = path.display(), why = content.text(lang);
            Self::UnknownFeature { path, feature } =>
                "{file}: needs the feature `{feature}`, which is not read; write a plain current \
                 extract (osmium cat, or osmium time-filter for a history file)"
                "{file}:文件用到{feature}特性,暂不支持;请导出普通的现状数据\
                 (osmium cat;历史文件用osmium time-filter)"
                with file = path.display();
            Self::NoStreet { path, report } =>
                "{file}: no walkable street in {nodes} nodes and {ways} ways ({walkable} ways are \
                 walkable by their tags, {missing} of their nodes are missing); export the \
                 streets with their nodes"
                "{file}:共{nodes}个节点、{ways}条道路,没有可步行的道路\
                 (按标签可步行的有{walkable}条,其节点缺少{missing}个);请将道路连同节点一并导出"
                with file = path.display(), nodes = report.nodes, ways = report.ways,
                    walkable = report.walkable(), missing = report.missing_nodes;
            Self::TooLarge { path } =>
                "{file}: more than {most} vertices on walkable ways; cut a smaller extract"
                "{file}:可步行道路的顶点超过{most}个;请裁剪较小的范围"
                with file = path.display(), most = u32::MAX;
        }
    }
}

/// What a file holds in place of OpenStreetMap data.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Content {
    /// XML of another kind.
    Xml {
        /// The name of its root element.
        root: String,
    },
    /// Something else.
    Unknown,
}

impl Content {
    texts! {
        /// How it is told.
        pub fn text(&self, lang) -> String {
            Self::Xml { root } => "its root element is <{root}>" "根元素是<{root}>";
            Self::Unknown =>
                "its first bytes are those of neither format"
                "文件开头不是PBF或XML格式";
        }
    }
}

/// A place in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Bytes from the start.
    Byte(u64),
    /// A block of a PBF file.
    Block {
        /// Its number, from 1.
        number: usize,
        /// Bytes from the start of the file to the block.
        byte: u64,
    },
}

impl Place {
    texts! {
        /// Where it is, in words.
        pub fn text(&self, lang) -> String {
            Self::Byte(byte) => "byte {byte}" "第{byte}字节处";
            Self::Block { number, byte } =>
                "block {number} (byte {byte})"
                "第{number}个数据块(第{byte}字节处)";
        }
    }
}

/// In English.
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text(Lang::En))
    }
}
