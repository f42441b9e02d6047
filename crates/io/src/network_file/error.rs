//! What can be wrong with a network file.

use super::layout::VERSION;
use crate::lang::{Lang, texts};
use std::io;
use std::path::{Path, PathBuf};
use walkshed::network::{InvalidNetwork, NetworkFault};

/// Why a network file cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum NetworkFileError {
    /// The file is missing or the system does not let it be read.
    #[error("{}", self.text(Lang::En))]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The file is not as it was written.
    #[error("{}", self.text(Lang::En))]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        damage: NetworkDamage,
    },
    /// The file is of another version of the format.
    #[error("{}", self.text(Lang::En))]
    Version {
        /// The file.
        path: PathBuf,
        /// Its version.
        found: u32,
    },
    /// The file was built on a machine of the other byte order.
    #[error("{}", self.text(Lang::En))]
    ByteOrder {
        /// The file.
        path: PathBuf,
    },
    /// Nothing of the streets lies within the clip.
    #[error("{}", self.text(Lang::En))]
    NothingInClip {
        /// The files.
        files: String,
        /// The clip: west, south, east, north.
        clip: String,
    },
}

impl NetworkFileError {
    /// Whether the file is missing, unreadable or damaged, rather than whole and of no use here.
    #[must_use]
    pub fn is_damaged(&self) -> bool {
        matches!(self, Self::Unreadable { .. } | Self::Damaged { .. })
    }

    /// The file; `None` where several were to make one.
    #[must_use]
    pub fn file(&self) -> Option<&Path> {
        match self {
            Self::Unreadable { path, .. }
            | Self::Damaged { path, .. }
            | Self::Version { path, .. }
            | Self::ByteOrder { path } => Some(path),
            Self::NothingInClip { .. } => None,
        }
    }

    pub(super) fn damaged(path: &Path, damage: NetworkDamage) -> Self {
        Self::Damaged { path: path.to_owned(), damage }
    }

    texts! {
        /// The whole on one line: file, reason and remedy.
        pub fn text(&self, lang) -> String {
            Self::Unreadable { path, source } =>
                "{file}: cannot be read: {source}; check the path and the permission"
                "{file}:无法读取({source});请检查路径和读取权限"
                with file = path.display();
            Self::Damaged { path, damage } =>
                "{file}: damaged: {why}; copy it again, or build it again with walkshed network \
                 build"
                "{file}:文件损坏:{why};请重新复制,或用walkshed network build重新生成"
                with file = path.display(), why = damage.text(lang);
            Self::Version { path, found } =>
                "{file}: a network file of version {found}, this program reads version {known}; \
                 build it again with walkshed network build"
                "{file}:路网文件版本为{found},本程序只读取版本{known};\
                 请用walkshed network build重新生成"
                with file = path.display(), known = VERSION;
            Self::ByteOrder { path } =>
                "{file}: built on a machine of the other byte order; build it again on this one \
                 with walkshed network build"
                "{file}:文件在字节序不同的计算机上生成;\
                 请在本机用walkshed network build重新生成"
                with file = path.display();
            Self::NothingInClip { files, clip } =>
                "{files}: no street within the clip {clip}; give an extract that holds it, or \
                 correct --clip (west,south,east,north)"
                "{files}:裁剪范围{clip}内没有道路;\
                 请提供包含该范围的数据,或更正--clip(西,南,东,北)";
        }
    }
}

/// What is wrong with the bytes of a network file.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NetworkDamage {
    /// It does not begin as a network file does.
    Magic,
    /// It ends within its header.
    CutOff {
        /// Bytes that it has.
        bytes: u64,
    },
    /// It is shorter than it says.
    Missing {
        /// How many bytes.
        bytes: u64,
    },
    /// It is longer than it says.
    Surplus {
        /// How many bytes.
        bytes: u64,
    },
    /// Its header or its table of sections has changed.
    Header,
    /// A section has changed.
    Section {
        /// Its name.
        name: String,
    },
    /// What it says of itself is not understood.
    About(String),
    /// Its bytes are as written, and no network.
    Network(InvalidNetwork),
}

impl NetworkDamage {
    texts! {
        /// What is wrong.
        pub fn text(&self, lang) -> String {
            Self::Magic =>
                "its first bytes are not those of a network file"
                "文件开头不是路网文件的标识";
            Self::CutOff { bytes } =>
                "it ends after {bytes} bytes, within its header"
                "文件只有{bytes}字节,文件头不完整";
            Self::Missing { bytes } =>
                "its last {bytes} bytes are missing"
                "末尾缺少{bytes}个字节";
            Self::Surplus { bytes } =>
                "{bytes} bytes follow its end"
                "末尾多出{bytes}个字节";
            Self::Header =>
                "the checksum of its header does not fit"
                "文件头校验和不符";
            Self::Section { name } =>
                "the checksum of its section {name} does not fit"
                "数据段{name}校验和不符";
            Self::About(why) =>
                "what it says of itself is not understood: {why}"
                "文件说明无法解读({why})";
            Self::Network(InvalidNetwork { section, row: None, fault, .. }) =>
                "section {section} {what}"
                "数据段{section}{what}"
                with what = fault_text(*fault, lang);
            Self::Network(InvalidNetwork { section, row: Some(row), fault, .. }) =>
                "section {section}, row {row}, {what}"
                "数据段{section}第{row}行{what}"
                with what = fault_text(*fault, lang);
        }
    }
}

fn fault_text(fault: NetworkFault, lang: Lang) -> &'static str {
    match (lang, fault) {
        (Lang::En, NetworkFault::Missing) => "is missing",
        (Lang::Zh, NetworkFault::Missing) => "缺失",
        (Lang::En, NetworkFault::Size) => "has a wrong size",
        (Lang::Zh, NetworkFault::Size) => "长度有误",
        (Lang::En, NetworkFault::Index) => "points past the end",
        (Lang::Zh, NetworkFault::Index) => "指向不存在的数据",
        (Lang::En, NetworkFault::Order) => "does not rise",
        (Lang::Zh, NetworkFault::Order) => "未按升序排列",
        (Lang::En, NetworkFault::Position) => "is not on the earth",
        (Lang::Zh, NetworkFault::Position) => "坐标超出有效范围",
        (Lang::En, NetworkFault::Text) => "is not UTF-8",
        (Lang::Zh, NetworkFault::Text) => "不是UTF-8文字",
        (Lang::En, NetworkFault::Mismatch) => "contradicts the streets",
        (Lang::Zh, NetworkFault::Mismatch) => "与道路不一致",
        (Lang::En, _) => "holds a value that means nothing",
        (Lang::Zh, _) => "取值无效",
    }
}
