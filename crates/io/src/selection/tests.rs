use super::*;
use crate::layers::fixtures::town;
use walkshed::model::Item;

fn standings(loaded: &Loaded) -> Vec<Standing> {
    loaded.district.stations.iter().map(|station| station.standing).collect()
}

#[test]
fn all_that_is_asked_must_hold_and_one_of_several_words_is_enough() {
    let mut town = town();
    town.packs = crate::pack::Packs::read(".".as_ref(), &[]).unwrap().into();
    let facts = |town: &mut Loaded, nth: usize| town.district.stations[nth].facts.clone();
    let mut first = facts(&mut town, 0);
    first.services = Some(vec![Item::new("meals")]);
    first.groups = vec!["courier".to_owned()];
    town.district.stations[0].facts = first;
    town.district.stations[1].facts.services = Some(vec![Item::new("charging")]);
    let filtered = Standing::Absent(Absence::Filtered);
    let mut select = |services: &[&str], groups: &[&str]| {
        let words = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect();
        let selection = Selection {
            services: words(services),
            groups: words(groups),
            ..Selection::default()
        };
        town.select(&selection).unwrap();
        standings(&town)[..2].to_vec()
    };
    assert_eq!(select(&["养老"], &[]), [Standing::ByStatus, filtered]);
    assert_eq!(select(&["养老", "充电"], &[]), [Standing::ByStatus; 2]);
    assert_eq!(select(&["充电"], &["快递员"]), [filtered; 2]);
    assert_eq!(
        select(&[], &[]),
        [Standing::ByStatus; 2],
        "nothing asked, nothing left out"
    );
}

#[test]
fn hours_decide_at_a_moment_and_what_is_not_known_is_not_guessed() {
    let mut town = town();
    town.packs = crate::pack::Packs::read(".".as_ref(), &[]).unwrap().into();
    for (nth, hours) in ["周一至周五 9:00-17:30", "以公告为准"].into_iter().enumerate()
    {
        town.district.stations[nth].facts.hours = Some(hours.to_owned());
    }
    let mut at = |text: &str| {
        let at = Some(parse_moment(text).unwrap());
        town.select(&Selection { at, ..Selection::default() }).unwrap();
        let selected = town.selected.clone().unwrap();
        (standings(&town)[..2].to_vec(), selected.unknown_hours)
    };
    let closed = Standing::Absent(Absence::Closed);
    // the third station is only planned, and is not asked for its hours
    let unknown = Standing::HoursUnknown;
    assert_eq!(at("2026-11-24T17:29"), (vec![Standing::ByStatus, unknown], 1));
    assert_eq!(at("2026-11-24T17:30"), (vec![closed, unknown], 1));
    assert_eq!(at("2026-11-28T10:00"), (vec![closed, unknown], 1));
}

#[test]
fn a_service_with_hours_of_its_own_is_offered_only_then() {
    let mut town = town();
    town.packs = crate::pack::Packs::read(".".as_ref(), &[]).unwrap().into();
    let station = &mut town.district.stations[0];
    station.facts.hours = Some("24/7".to_owned());
    let hours = Some("周三 9:00-12:00".to_owned());
    let id = "social_insurance".to_owned();
    station.facts.services =
        Some(vec![Item { id, count: 1, hours }, Item::new("charging")]);
    let mut at = |text: &str, service: &str| {
        let (at, services) =
            (Some(parse_moment(text).unwrap()), vec![service.to_owned()]);
        town.select(&Selection { at, services, ..Selection::default() }).unwrap();
        town.district.stations[0].standing
    };
    let closed = Standing::Absent(Absence::Closed);
    assert_eq!(at("2026-11-25T10:00", "社保"), Standing::ByStatus);
    assert_eq!(at("2026-11-24T10:00", "社保"), closed);
    assert_eq!(at("2026-11-24T10:00", "充电"), Standing::ByStatus);
}

#[test]
fn a_word_that_nothing_answers_to_names_the_nearest() {
    let mut town = town();
    town.packs = crate::pack::Packs::read(".".as_ref(), &[]).unwrap().into();
    let asks =
        |word: &str| Selection { themes: vec![word.to_owned()], ..Selection::default() };
    assert_eq!(town.unheard(&asks("悦读")), None);
    let unheard = town.unheard(&asks("finanse")).unwrap();
    assert_eq!((unheard.flag, unheard.near.as_deref()), ("theme", Some("finance")));
    town.district.stations[0].facts.themes = vec!["自定".to_owned()];
    assert_eq!(town.unheard(&asks("自定")), None, "a station says so");
}
