//! Names of at most ten bytes, each once.
//!
//! Words between underscores are shortened evenly, the longest first, and short ones are kept:
//! `straight_m_1` becomes `straig_m_1`. A Chinese name keeps its first characters. Where two
//! become the same, the later one ends in a number.

use rustc_hash::FxHashSet;

/// Bytes of a name.
const LONGEST: usize = 10;

/// One short name for each.
pub(super) fn short<'n>(names: impl Iterator<Item = &'n str>) -> Vec<String> {
    let mut taken = FxHashSet::default();
    let mut all = Vec::new();
    for name in names {
        let wanted = shorten(name);
        let again = |n: usize| match n {
            1 => wanted.clone(),
            n => format!("{}{n}", cut(&wanted, LONGEST - n.to_string().len())),
        };
        // of one name more than are taken, one is free
        let mut tries = (1..=taken.len() + 1).map(again);
        let free = tries.find(|name| !taken.contains(&name.to_uppercase()));
        let free = free.unwrap_or(wanted.clone());
        taken.insert(free.to_uppercase());
        all.push(free);
    }
    all
}

fn shorten(name: &str) -> String {
    let clean: String =
        name.chars().map(|c| if c.is_control() { '_' } else { c }).collect();
    if clean.len() <= LONGEST {
        return if clean.is_empty() { "field".to_owned() } else { clean };
    }
    let mut words: Vec<&str> = clean.split('_').collect();
    let room = LONGEST.saturating_sub(words.len() - 1);
    let length = |words: &[&str]| words.iter().map(|word| word.len()).sum::<usize>();
    while length(&words) > room {
        let longest = words.iter_mut().rev().max_by_key(|word| word.len());
        let Some(word) = longest.filter(|word| word.chars().count() > 1) else { break };
        *word = cut(word, word.len() - 1);
    }
    cut(&words.join("_"), LONGEST).to_owned()
}

/// At most so many bytes, and no half character.
pub(super) fn cut(text: &str, most: usize) -> &str {
    let end = (0..=most.min(text.len())).rev().find(|&end| text.is_char_boundary(end));
    text.get(..end.unwrap_or(0)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(names: &[&str]) -> Vec<String> {
        short(names.iter().copied())
    }

    #[test]
    fn what_fits_stays_and_words_are_shortened_evenly() {
        assert_eq!(
            of(&["id", "straight_m_1", "covered_population_1", "share_max_population_1"]),
            ["id", "straig_m_1", "cov_popu_1", "sh_ma_po_1"]
        );
        assert_eq!(of(&["社区党群服务中心名称"]), ["社区党"]);
    }

    #[test]
    fn no_two_names_are_the_same_in_any_case() {
        let names = of(&["STATUS", "status", "社区党群名称", "社区党群编号", "社区党"]);
        assert_eq!(names, ["STATUS", "status2", "社区党", "社区党2", "社区党3"]);
        let many: Vec<String> =
            (0..300).map(|i| format!("population_of_{i}_x")).collect();
        let short = short(many.iter().map(String::as_str));
        let unique: FxHashSet<&String> = short.iter().collect();
        assert_eq!(unique.len(), 300);
        assert!(short.iter().all(|name| name.len() <= LONGEST));
    }
}
