//! Why a text was not read as hours.

use crate::lang::{Lang, texts};
use std::fmt;

/// Why a text was not read as hours: they are unknown, and nothing is guessed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Unread {
    /// It says nothing.
    Blank,
    /// It refers to hours that stand elsewhere: 以公告为准, 与地铁站开放时间一致.
    Elsewhere {
        /// The words that do.
        words: String,
    },
    /// It is no place that one goes to: 在线, 24小时响应.
    Remote {
        /// The words that say so.
        words: String,
    },
    /// It names days or a season, and no times.
    NoTimes {
        /// The words.
        words: String,
    },
    /// Parts of the place have hours of their own: 1层 9:00-21:00, 2-4层 9:00-17:30.
    Parts {
        /// The words that name a part.
        words: String,
    },
    /// Something of it is not a statement of hours.
    Words {
        /// The first such words.
        words: String,
    },
    /// It can be read in two ways.
    Doubtful {
        /// The text.
        text: String,
    },
    /// It is not `opening_hours` of OpenStreetMap, or uses what is not evaluated: Easter, school
    /// holidays, offsets of dates.
    Syntax {
        /// The text.
        text: String,
    },
    /// Times by sunrise or sunset.
    Sun,
    /// Times without an end.
    OpenEnd,
}

impl Unread {
    texts! {
        /// What is wrong.
        pub fn reason(&self, lang) -> String {
            Self::Blank => "it is blank" "为空";
            Self::Elsewhere { words } =>
                "it refers to hours that stand elsewhere ({words})"
                "只指向另处公布的时间({words})"
                with words = lang.quote(words);
            Self::Remote { words } =>
                "it is not about a place that is open ({words})"
                "说的不是场所开放({words})"
                with words = lang.quote(words);
            Self::NoTimes { words } =>
                "it gives no times ({words})" "没有写明钟点({words})"
                with words = lang.quote(words);
            Self::Parts { words } =>
                "parts of the place have hours of their own ({words})"
                "场所内各部分时间不同({words})"
                with words = lang.quote(words);
            Self::Words { words } =>
                "{words} is not understood as hours" "{words}无法按开放时间理解"
                with words = lang.quote(words);
            Self::Doubtful { text } =>
                "{text} can be read in two ways" "{text}有两种读法"
                with text = lang.quote(text);
            Self::Syntax { text } =>
                "{text} is not opening_hours syntax that is evaluated"
                "{text}不是可以计算的opening_hours写法"
                with text = lang.quote(text);
            Self::Sun =>
                "it depends on sunrise or sunset" "取决于日出日落";
            Self::OpenEnd =>
                "it does not say when it closes" "没有写明何时关门";
        }
    }

    texts! {
        /// What to do about it.
        pub fn remedy(&self, lang) -> String {
            Self::Parts { .. } =>
                "write the hours of the part that serves, or make a station of each part"
                "请填写对外服务部分的时间,或把各部分列为不同站点";
            _ =>
                "write days and times, such as Mo-Fr 09:00-17:30, or 周一至周五 9:00-17:30"
                "请写明星期和钟点,如:周一至周五 9:00-17:30";
        }
    }
}

impl fmt::Display for Unread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.reason(Lang::En), self.remedy(Lang::En))
    }
}

impl std::error::Error for Unread {}
