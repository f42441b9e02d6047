//! What the columns of a list of needs (需求清单) are called.

use super::super::Kind::{Model, Other};
use super::super::Role;
use super::{COMMUNITY, field};

/// What people asked for, by community.
pub(crate) const NEEDS: Role = Role {
    noun: "needs",
    by_part: true,
    fields: &[
        COMMUNITY,
        field(
            "item",
            Model,
            &[
                "item",
                "need",
                "service",
                "demand",
                "需求事项",
                "服务事项",
                "服务项目",
                "需求项目",
                "需求内容",
                "诉求",
                "事项",
                "项目",
                "需求",
            ],
        ),
        field(
            "count",
            Model,
            &[
                "count",
                "people",
                "number",
                "votes",
                "需求人数",
                "需求数",
                "需求数量",
                "人数",
                "票数",
                "数量",
                "件数",
            ],
        ),
        field(
            "source",
            Model,
            &["source", "来源", "需求来源", "收集方式", "渠道", "问卷"],
        ),
        field(
            "date",
            Model,
            &["date", "日期", "时间", "登记日期", "收集日期", "提出时间", "登记时间"],
        ),
        field("note", Other, &["note", "remark", "备注"]),
    ],
};
