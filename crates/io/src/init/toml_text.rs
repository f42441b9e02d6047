//! Lines of a project file.

use super::note::Note;
use crate::lang::Lang;
use std::fmt::Write as _;

/// Comments beside settings begin in this column.
const BESIDE: usize = 29;

/// What holds for all files.
pub(super) fn settings(text: &mut String, lang: Lang) {
    line(text, "\n[hierarchy]");
    beside(text, "# pattern = \"1+4+11+10\"", &Note::Pattern, lang);
    beside(text, "substitution = \"inclusive\"", &Note::Substitution, lang);
    line(text, "\n[walking]");
    beside(text, "budget  = \"15min\"", &Note::Budget, lang);
    beside(text, "profile = \"adult\"", &Note::Profile, lang);
}

/// Writes a setting with a comment beside it.
pub(super) fn beside(text: &mut String, setting: &str, note: &Note<'_>, lang: Lang) {
    line(text, &format!("{setting:<BESIDE$}# {}", note.text(lang)));
}

/// Writes one line.
pub(super) fn line(text: &mut String, of: &str) {
    // Writing to a string cannot fail.
    let _ = writeln!(text, "{of}");
}

/// A text that may stand in a comment: TOML allows no control characters there.
pub(super) fn one_line(text: &str) -> String {
    text.replace(char::is_control, " ")
}

/// A TOML string.
pub(super) fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

/// A TOML key, in quotes where it needs them.
pub(super) fn key(name: &str) -> String {
    let bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    if !name.is_empty() && name.chars().all(bare) {
        return name.to_owned();
    }
    quoted(&one_line(name))
}
