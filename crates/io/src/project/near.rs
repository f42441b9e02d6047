//! Which of the known words was meant.

use crate::normalize;

/// The known word nearest to `word`, if it is near enough to be a misspelling.
pub(crate) fn nearest<'k>(
    word: &str,
    known: impl Iterator<Item = &'k str>,
) -> Option<&'k str> {
    let word = normalize::key(word);
    let near = known
        .map(|k| (strsim::levenshtein(&word, &normalize::key(k)), k))
        .min_by_key(|&(n, _)| n)?;
    let length = word.chars().count();
    (near.0 <= (length / 3).max(2) && near.0 < length).then_some(near.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misspelling_finds_its_word_and_another_word_does_not() {
        let known = ["stations", "demand", "streets", "study_area"];
        let near = |word| nearest(word, known.into_iter());
        assert_eq!(near("station"), Some("stations"));
        assert_eq!(near("Studyarea"), Some("study_area"));
        assert_eq!(near("steets"), Some("streets"));
        assert_eq!(near("detmand"), Some("demand"));
        assert_eq!(near("population"), None);
        assert_eq!(near("x"), None);
    }
}
