//! The report in words, one line a subject.

use crate::lang::texts;

/// Why a square cannot be walked across.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum AreaFault {
    /// Ways of its outline that the file does not hold.
    MissingWays(usize),
    /// Nodes of its outline that the file does not place.
    MissingNodes(usize),
    /// Its outline is not closed.
    Open,
    /// It has no outline, or one of fewer than three nodes.
    Flat,
}

impl AreaFault {
    texts! {
        /// What is wrong.
        pub fn text(&self, lang) -> String {
            Self::MissingWays(ways) =>
                "{ways} ways of its outline are missing"
                "边界缺少{ways}条道路";
            Self::MissingNodes(nodes) =>
                "{nodes} nodes of its outline are missing"
                "边界缺少{nodes}个节点";
            Self::Open => "its outline is not closed" "边界没有闭合";
            Self::Flat => "its outline holds nothing" "边界没有围成面";
        }
    }
}
