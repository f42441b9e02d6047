use super::*;
use crate::error::ReadError;
use crate::pack::Packs;
use std::path::Path;
use walkshed::standard::{Amount, Bound, Check, Limit};

const HEAD: &str = "id = 'own'\nkind = 'standard'\ntitle = { zh = '甲', en = 'a' }\n";

/// A pack of one rule with this check.
fn read(check: &str) -> Result<Standard, ReadError> {
    let rule =
        format!("[[rule]]\nid = 'r'\ntitle = {{ zh = '乙', en = 'b' }}\n{check}\n");
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("own.toml"), format!("{HEAD}{rule}")).unwrap();
    let packs = Packs::read(folder.path(), &["own.toml".to_owned()])?;
    Ok(packs.standards[0].clone())
}

fn check(check: &str) -> Check {
    read(check).unwrap().clauses[0].rule.checks[0].clone()
}

#[test]
fn a_thing_counts_for_the_narrowest_of_what_is_asked() {
    let asked = check("check = { offers = ['养老', '助餐'], at_least = 1 }");
    let Check::Holds { wanted, at_least, .. } = asked else { panic!("{asked:?}") };
    assert_eq!(at_least, Some(1));
    assert_eq!(wanted[0].id, "eldercare");
    assert_eq!(wanted[0].counts, ["day_care", "eldercare"], "meals are asked for too");
    assert_eq!(wanted[1].counts, ["meals"]);
}

#[test]
fn limits_are_numbers_sums_or_steps() {
    let limit = |text: &str| match check(text) {
        Check::Measured { bound: Bound::AtLeast(limit), .. } => limit,
        other => panic!("{other:?}"),
    };
    assert_eq!(
        limit("check = { of = 'x', at_least = 1.5 }"),
        Limit::at(Amount::from_thousandths(1500))
    );
    let Limit::Sum(terms) = limit("check = { of = 'x', at_least = ['y', '-z'] }") else {
        panic!("no sum")
    };
    assert!(!terms[0].minus && terms[1].minus && terms[1].name == "z");
    let steps = "check = { of = 'x', at_least = 4, steps = [{ to = 5, when = { of = 'y', over = 1 } }] }";
    let Limit::Stepped(base, steps) = limit(steps) else { panic!("no steps") };
    assert_eq!((base, steps[0].amount), (Amount::whole(4), Amount::whole(5)));
    assert!(!steps[0].when[0].inclusive);
}

#[test]
fn a_check_that_asks_nothing_or_too_much_is_refused_with_its_line() {
    for wrong in [
        "check = { at_least = 3 }",
        "check = { has = ['toilet'], filled = 'stars' }",
        "check = { has = ['toilet'], at_least = 0.5 }",
        "check = { one_of = 'tenure' }",
        "check = { people_within = '500m', at_least = 90 }",
        "check = { people_within = 'near' }",
        "check = { of = 'x', at_leest = 3 }",
        "check = { of = 'x', at_least = 1, steps = [{ to = 2, when = { of = 'y' } }] }",
        "chek = { has = ['toilet'] }",
    ] {
        let error = read(wrong).expect_err(wrong);
        assert_eq!(error.status(), 3, "{wrong}");
        let text = error.to_string();
        assert!(text.contains("own.toml"), "{text}");
    }
}

#[test]
fn every_bundled_word_is_in_the_vocabulary() {
    let names: Vec<String> = Packs::bundled().map(str::to_owned).collect();
    let packs = Packs::read(Path::new("."), &names).unwrap();
    let ratings = packs.ratings.iter().flat_map(|pack| &pack.clauses);
    let clauses = packs.standards.iter().flat_map(|pack| &pack.clauses).chain(ratings);
    let known = |id: &str| packs.vocabulary.terms().iter().any(|term| term.id == id);
    let mut rules = 0;
    for clause in clauses {
        rules += 1;
        assert!(clause.title.zh != clause.title.en && !clause.source.is_empty());
        for check in &clause.rule.checks {
            if let Check::Holds { wanted, .. } = check {
                for wanted in wanted {
                    assert!(known(&wanted.id), "{} of {}", wanted.id, clause.rule.id);
                }
            }
        }
        assert!(clause.rule.kinds.iter().all(|kind| known(kind)));
        let mut of = clause.reaches.iter().flat_map(|reach| &reach.of.kinds);
        assert!(of.all(|kind| known(kind)), "{}", clause.rule.id);
    }
    assert!(rules > 50, "{rules}");
}

#[test]
fn a_part_of_a_pack_is_taken_by_the_beginning_of_its_ids() {
    let read = |names: &[&str]| {
        let names: Vec<String> = names.iter().map(|&name| name.to_owned()).collect();
        let packs = Packs::read(Path::new("."), &names).unwrap();
        let ids = packs.standards[0].clauses.iter().map(|clause| clause.rule.id.clone());
        ids.collect::<Vec<_>>()
    };
    assert_eq!(read(&["floor-areas#yunnan"]), ["yunnan-center", "yunnan-station"]);
    let both = read(&["floor-areas#xixian", "floor-areas#yunnan"]);
    assert_eq!(both, ["xixian-rooms", "yunnan-center", "yunnan-station"]);
    assert!(read(&["floor-areas"]).len() > both.len());
}

#[test]
fn the_bundled_triggers_are_those_of_the_engine() {
    let packs = Packs::read(Path::new("."), &[]).unwrap();
    assert_eq!(packs.triggers, walkshed::upgrade::Triggers::default());
}
