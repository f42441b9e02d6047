//! What every pack says of itself.

use crate::lang::Lang;
use serde::Deserialize;

/// What a pack says of itself.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[non_exhaustive]
pub struct Head {
    /// Its identity.
    pub id: String,
    pub(super) kind: Kind,
    /// What people call it.
    pub title: Title,
    /// Where it comes from.
    #[serde(default)]
    pub source: String,
    /// Whether somebody read it in the source named.
    #[serde(default)]
    pub verified: bool,
}

/// What a pack is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Kind {
    Vocabulary,
    Standard,
    Rating,
    Triggers,
    Calendar,
}

/// A name in each language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Title {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

impl Title {
    /// The name in one language.
    #[must_use]
    pub fn text(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => &self.en,
            Lang::Zh => &self.zh,
        }
    }
}
