//! The life of a station as people write it: 运营, 在建, planned.

use crate::normalize;
use walkshed::model::Status;

/// Words for each status. 已建 alone is no more than built; only operating stations serve.
const WORDS: [(Status, &[&str]); 6] = [
    (
        Status::Planned,
        &["planned", "规划", "拟建", "计划", "待建", "筹建", "规划中", "未建"],
    ),
    (
        Status::UnderConstruction,
        &[
            "under_construction",
            "construction",
            "在建",
            "建设中",
            "施工",
            "施工中",
            "装修中",
        ],
    ),
    (
        Status::Built,
        &[
            "built",
            "completed",
            "已建",
            "已建成",
            "建成",
            "完工",
            "已完工",
            "竣工",
            "建成未开放",
        ],
    ),
    (
        Status::Operating,
        &[
            "operating",
            "open",
            "active",
            "in_use",
            "运营",
            "运营中",
            "运行",
            "运行中",
            "开放",
            "开放中",
            "启用",
            "已启用",
            "在用",
            "使用中",
            "正常",
            "正常运行",
            "正常运营",
            "营业",
            "营业中",
            "投入使用",
            "已投入使用",
            "正常开放",
        ],
    ),
    (
        Status::Suspended,
        &[
            "suspended",
            "paused",
            "停用",
            "暂停",
            "暂停开放",
            "暂停服务",
            "停业",
            "维修中",
        ],
    ),
    (
        Status::Closed,
        &[
            "closed",
            "abandoned",
            "关闭",
            "已关闭",
            "撤销",
            "已撤销",
            "拆除",
            "已拆除",
            "废弃",
        ],
    ),
];

/// The status that a word stands for.
pub(crate) fn read(text: &str) -> Option<Status> {
    let key = normalize::key(text);
    let known = |words: &[&str]| words.iter().any(|word| normalize::key(word) == key);
    WORDS.iter().find(|(_, words)| known(words)).map(|&(status, _)| status)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statuses_are_read_in_both_scripts_and_by_their_keys() {
        for (text, status) in [
            ("运营", Status::Operating),
            ("開放", Status::Operating),
            ("Operating", Status::Operating),
            ("已建", Status::Built),
            ("在建", Status::UnderConstruction),
            ("規劃", Status::Planned),
            ("停用", Status::Suspended),
            ("關閉", Status::Closed),
        ] {
            assert_eq!(read(text), Some(status), "{text}");
        }
        assert_eq!(read("很好"), None);
        for (status, _) in WORDS {
            assert_eq!(read(status.key()), Some(status));
        }
    }
}
