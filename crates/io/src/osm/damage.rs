//! What is wrong inside a file of OpenStreetMap data.

use crate::lang::texts;

/// What the format does not allow.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Damage {
    /// A file without a byte.
    Empty,
    /// A PBF file that begins with another block than its header.
    NoHeader,
    /// Differences that add up to more than any number holds.
    OutOfRange,
    /// A tag whose text is not in its block.
    NoText {
        /// Its node, way or relation.
        object: i64,
    },
    /// A number, text or list that breaks off.
    Malformed,
    /// A header of a block that is longer than the format allows.
    HeaderTooLong,
    /// A block that is longer than the format allows, as it is or decompressed.
    TooLong,
    /// Compressed data that expands beyond all measure.
    Expands {
        /// Times its own size.
        most: u64,
    },
    /// An element, or a text in one, that never ends.
    Endless,
    /// A block of negative size.
    NegativeSize,
    /// A block that the file does not hold to its end.
    MissingBytes(u64),
    /// A block whose length the file does not hold to its end.
    CutOff,
    /// A block without bytes that can be decompressed.
    EmptyBlock,
    /// XML that ends inside its root element.
    EndsEarly,
    /// A vertex of a way that names no node.
    NoRef {
        /// The way.
        way: i64,
    },
    /// A node or way without an id.
    NoId {
        /// The name of the element.
        element: String,
    },
    /// An id that is no integer.
    NotInteger {
        /// The attribute.
        key: String,
        /// Its value.
        value: String,
    },
    /// What the reader of the format says.
    Format(String),
}

impl Damage {
    texts! {
        /// What is wrong.
        pub fn text(&self, lang) -> String {
            Self::Empty => "the file is empty" "文件为空";
            Self::NoHeader =>
                "the file does not begin with an OSMHeader block"
                "文件开头不是OSMHeader数据块";
            Self::OutOfRange =>
                "an id or a coordinate is out of all range"
                "编号或坐标超出有效范围";
            Self::NoText { object } =>
                "object {object}: a tag names a text that is not there"
                "对象{object}的标签引用了不存在的文字";
            Self::Malformed =>
                "a number, text or list in it breaks off"
                "其中的数字、文字或列表不完整";
            Self::HeaderTooLong =>
                "the header of the block is longer than the format allows"
                "数据块的头部超出格式允许的长度";
            Self::TooLong =>
                "the block is longer than the format allows"
                "数据块超出格式允许的长度";
            Self::Expands { most } =>
                "it expands to more than {most} times its size"
                "解压后超过原大小的{most}倍";
            Self::Endless =>
                "an element or a text does not end"
                "有元素或文字没有结尾";
            Self::NegativeSize => "its size is negative" "数据块的长度为负数";
            Self::MissingBytes(missing) =>
                "its last {missing} bytes are missing"
                "末尾缺少{missing}个字节";
            Self::CutOff => "its length is cut off" "长度字段不完整";
            Self::EmptyBlock =>
                "it is empty, or compressed with something else than zlib"
                "数据块为空,或不是用zlib压缩的";
            Self::EndsEarly => "the file ends before </osm>" "文件在</osm>之前中断";
            Self::NoRef { way } =>
                "way {way}: an <nd> has no ref"
                "道路{way}中有<nd>没有ref属性";
            Self::NoId { element } => "a <{element}> has no id" "有<{element}>没有id属性";
            Self::NotInteger { key, value } =>
                "{key} `{value}` is not an integer"
                "{key}的值“{value}”不是整数";
            Self::Format(text) => "{text}" "内容无法解析({text})";
        }
    }
}
