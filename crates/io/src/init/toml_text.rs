//! Lines of a project file.

use std::fmt::Write as _;

/// What holds for all files.
pub(super) fn settings(text: &mut String) {
    line(text, "\n[hierarchy]");
    line(
        text,
        "# pattern = \"1+4+11+10\"      # how many stations each level should have",
    );
    line(
        text,
        "substitution = \"inclusive\"   # any station of the level or above serves",
    );
    line(text, "\n[walking]");
    line(text, "budget  = \"15min\"            # 1000m, gb15, or one a level in a list");
    line(
        text,
        "profile = \"adult\"            # 1.2 m/s; elder 0.8, child 1.0, wheelchair 0.8",
    );
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
