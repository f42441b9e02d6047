//! The languages that planners read.

/// A language of messages; data is the same in each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Lang {
    /// English
    #[default]
    En,
    /// 中文
    Zh,
}

impl Lang {
    /// All languages.
    pub const ALL: [Self; 2] = [Self::En, Self::Zh];

    /// Its code, `en` or `zh`.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Zh => "zh",
        }
    }

    /// What its readers call it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::Zh => "中文",
        }
    }

    /// The language of a locale such as `zh_CN.UTF-8`.
    #[must_use]
    pub fn of_locale(locale: &str) -> Self {
        if locale.to_ascii_lowercase().starts_with("zh") { Self::Zh } else { Self::En }
    }

    /// One level by its number: `level 2`, `二级`.
    #[must_use]
    pub fn rung(self, level: u8) -> String {
        const NUMERALS: [&str; 10] =
            ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
        match (self, NUMERALS.get(usize::from(level))) {
            (Self::En, _) => format!("level {level}"),
            (Self::Zh, Some(numeral)) => format!("{numeral}级"),
            (Self::Zh, None) => format!("{level}级"),
        }
    }

    /// The mark between what is wrong and what to do.
    pub(crate) fn semicolon(self) -> &'static str {
        match self {
            Self::En => "; ",
            Self::Zh => ";",
        }
    }

    /// The mark between members of a list.
    pub(crate) fn comma(self) -> &'static str {
        match self {
            Self::En => ", ",
            Self::Zh => "、",
        }
    }

    /// A value as read, in quotes.
    pub(crate) fn quote(self, value: &str) -> String {
        match self {
            Self::En => format!("{value:?}"),
            // controls are told apart from the text, as in English
            Self::Zh => {
                let escaped = |c: char| match c {
                    c if c.is_control() => c.escape_debug().to_string(),
                    c => c.to_string(),
                };
                format!("“{}”", value.chars().map(escaped).collect::<String>())
            }
        }
    }
}

/// Declares a function that says each case in English and, beside it, in Chinese.
macro_rules! texts {
    ($(#[$meta:meta])* $vis:vis fn $name:ident(&$this:ident, $lang:ident) -> String {
        $($case:pat $(if $guard:expr)? => $en:literal $zh:literal
            $(with $($arg:ident = $value:expr),+)?;)*
    }) => {
        $(#[$meta])*
        #[must_use]
        $vis fn $name(&$this, $lang: $crate::lang::Lang) -> String {
            match $this {
                $($case $(if $guard)? => match $lang {
                    $crate::lang::Lang::En => format!($en $(, $($arg = $value),+)?),
                    $crate::lang::Lang::Zh => format!($zh $(, $($arg = $value),+)?),
                },)*
            }
        }
    };
}

pub(crate) use texts;
