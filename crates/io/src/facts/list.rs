//! Lists in a cell: 充电、饮水、雨伞; 阅览室2间; wifi*3.

use crate::normalize;
use crate::pack::{TermKind, Vocabulary};
use walkshed::model::Item;

/// Most of one thing that a cell may count.
const MOST: u32 = 100_000;

/// What stands between the members of a list.
fn is_between(c: char) -> bool {
    matches!(c, '、' | ',' | '，' | ';' | '；' | '|' | '\n' | '/' | '+')
}

/// The members of a list, without what surrounds them; blanks are dropped, and repetitions.
pub(crate) fn names(text: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for part in text.split(is_between) {
        let name = normalize::plain(part);
        if !normalize::is_blank(&name) && !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// The things of a list, with how many there are, and when they are offered if that stands in
/// brackets behind an `@`: `社保(@赶场日)`.
pub(crate) fn items(text: &str, kind: TermKind, vocabulary: &Vocabulary) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    for member in members(text) {
        let (name, hours) = split_hours(&member);
        let (name, count) = split_count(name);
        let id = vocabulary.id(kind, name);
        match items.iter_mut().find(|item| item.id == id && item.hours == hours) {
            Some(item) => item.count = item.count.max(count),
            None => items.push(Item { id, count, hours }),
        }
    }
    items
}

/// The members of a list that may hold hours in brackets.
fn members(text: &str) -> Vec<String> {
    let (mut members, mut depth) = (vec![String::new()], 0_usize);
    for c in normalize::plain(text).chars() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        match members.last_mut() {
            Some(_) if depth == 0 && is_between(c) => members.push(String::new()),
            Some(last) => last.push(c),
            None => {}
        }
    }
    members
        .iter()
        .map(|one| one.trim().to_owned())
        .filter(|m| !normalize::is_blank(m))
        .collect()
}

/// `社保(@赶场日)` to 社保 and 赶场日.
fn split_hours(member: &str) -> (&str, Option<String>) {
    let hours = member.split_once("(@").and_then(|(name, rest)| {
        Some((name.trim(), rest.trim().strip_suffix(')')?.trim().to_owned()))
    });
    hours.map_or((member, None), |(name, hours)| (name, Some(hours)))
}

/// `阅览室2间`, `阅览室×2`, `阅览室(2)` to 阅览室 and 2.
fn split_count(member: &str) -> (&str, u32) {
    let trimmed = member.trim_end_matches(|c: char| {
        matches!(
            c,
            ')' | '间' | '个' | '处' | '台' | '面' | '套' | '把' | '张' | '本' | '部'
        )
    });
    let name = trimmed.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = trimmed.get(name.len()..).unwrap_or_default();
    let bare = name.trim_end_matches(['(', '×', 'x', 'X', '*', ':', ' ']);
    match digits.parse() {
        Ok(count) if !bare.is_empty() && count <= MOST => (bare, count),
        _ => (member, 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::Packs;

    fn read(text: &str) -> Vec<(String, u32, Option<String>)> {
        let words = Packs::read(".".as_ref(), &[]).unwrap().vocabulary;
        let items = items(text, TermKind::Service, &words);
        items.into_iter().map(|i| (i.id, i.count, i.hours)).collect()
    }

    #[test]
    fn lists_are_split_counted_and_named() {
        let one = |id: &str, count| (id.to_owned(), count, None);
        assert_eq!(
            read("充电、饮水；雨伞"),
            [one("charging", 1), one("drinking_water", 1), one("umbrellas", 1)]
        );
        assert_eq!(read("WiFi×3,充电桩2个"), [one("wifi", 3), one("充电桩", 2)]);
        assert_eq!(read("图书(1128)"), [one("books", 1128)]);
        assert!(read("—").is_empty() && read(" 、 ").is_empty());
    }

    #[test]
    fn a_service_may_have_hours_of_its_own() {
        let market = Some("赶场日 09:00-12:00, 逢3,8".to_owned());
        assert_eq!(
            read("社保(@赶场日 09:00-12:00, 逢3,8)、充电"),
            [
                ("social_insurance".to_owned(), 1, market),
                ("charging".to_owned(), 1, None)
            ]
        );
    }

    #[test]
    fn names_are_told_once() {
        assert_eq!(names("社区A、社区B,社区A"), ["社区A", "社区B"]);
    }
}
