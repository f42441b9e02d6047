use super::*;
use std::collections::BTreeMap;

fn subject(numbers: &[(&str, f64)]) -> Subject {
    let number = |&(name, number): &(&str, f64)| {
        (name.to_owned(), Amount::from_f64(number).unwrap().into())
    };
    Subject { numbers: numbers.iter().map(number).collect(), ..Subject::default() }
}

fn measured(of: &str, bound: Bound) -> Check {
    Check::Measured { measure: Measure::of(of), bound }
}

/// 400 m², or 500 where there are more than 5,000 households or 12,000 people.
fn yunnan() -> Check {
    let when = |of: &str, than| When {
        of: of.to_owned(),
        than: Amount::whole(than),
        inclusive: false,
    };
    let when = vec![when("households", 5000), when("population", 12_000)];
    let steps = vec![Step { amount: Amount::whole(500), when }];
    measured("area", Bound::AtLeast(Limit::Stepped(Amount::whole(400), steps)))
}

#[test]
fn a_limit_that_depends_on_what_is_unknown_matters_only_in_between() {
    use Verdict::{Fail, Pass, Unknown};
    let verdict = |numbers: &[(&str, f64)]| yunnan().judge(&subject(numbers)).verdict;
    let people = [("households", 5000.0), ("population", 12_000.0)];
    let with = |area: f64, rest: &[(&str, f64)]| {
        let mut all = vec![("area", area)];
        all.extend(rest);
        verdict(&all)
    };
    assert_eq!(with(400.0, &people), Pass, "more than, not as many");
    assert_eq!(with(399.999, &people), Fail);
    let many = [("households", 5001.0)];
    assert_eq!((with(499.0, &many), with(500.0, &many)), (Fail, Pass));
    let few = [("population", 9000.0)];
    assert_eq!(with(450.0, &few), Unknown, "nobody knows the households");
    assert_eq!((with(399.0, &few), with(500.0, &few)), (Fail, Pass), "either way");
    assert_eq!(verdict(&people), Unknown);
}

#[test]
fn ratios_are_compared_exactly_and_shown_rounded_down() {
    let check = Check::Measured {
        measure: Measure {
            per: Some("households".to_owned()),
            times: 100,
            ..Measure::of("area")
        },
        bound: Bound::AtLeast(Limit::at(Amount::whole(30))),
    };
    let judge = |area: f64, households: f64| {
        check.judge(&subject(&[("area", area), ("households", households)]))
    };
    assert_eq!(judge(300.0, 1000.0).verdict, Verdict::Pass);
    let less = judge(299.999, 1000.0);
    assert_eq!(less.verdict, Verdict::Fail);
    assert_eq!(less.measured, Some(Amount::from_thousandths(29_999)));
    assert_eq!(judge(10.0, 0.0).verdict, Verdict::NotApplicable, "nobody to serve");
    assert_eq!(check.judge(&subject(&[("area", 9.0)])).verdict, Verdict::Unknown);
}

#[test]
fn sums_subtract_and_equal_to_the_thousandth() {
    let term = |name: &str, minus| Term { name: name.to_owned(), minus };
    let check = Check::Measured {
        measure: Measure {
            of: vec![term("after", false), term("before", true)],
            per: None,
            times: 1,
        },
        bound: Bound::Equals(Limit::Sum(vec![term("gained", false)])),
    };
    let verdict = |gained: f64| {
        let numbers = [("after", 350.0), ("before", 118.0), ("gained", gained)];
        check.judge(&subject(&numbers)).verdict
    };
    assert_eq!(verdict(232.0), Verdict::Pass);
    assert_eq!(verdict(232.001), Verdict::Fail);
    let unknown = check.judge(&subject(&[("after", 350.0), ("before", 118.0)]));
    assert_eq!((unknown.verdict, unknown.required), (Verdict::Unknown, None));
}

#[test]
fn what_is_known_of_a_sum_decides_only_where_the_rest_cannot_change_it() {
    use Verdict::{Fail, NotApplicable, Pass, Unknown};
    let mut subject = subject(&[("exact", 5.0)]);
    let mut number = |name: &str, least, spread| {
        let number = Number { spread, ..Number::from(Amount::whole(least)) };
        subject.numbers.insert(name.to_owned(), number);
    };
    number("open", 600, Spread::Open);
    number("share", 85, Spread::UpTo(Amount::whole(100)));
    let judge = |of: &str, bound: fn(Limit) -> Bound, limit| {
        measured(of, bound(Limit::at(Amount::whole(limit)))).judge(&subject)
    };
    let verdict = |of: &str, bound, limit| judge(of, bound, limit).verdict;
    let least = [600, 601].map(|limit| verdict("open", Bound::AtLeast, limit));
    assert_eq!(least, [Pass, Unknown]);
    let most = [599, 600].map(|limit| verdict("open", Bound::AtMost, limit));
    assert_eq!(most, [Fail, Unknown]);
    let equal = [599, 600].map(|limit| verdict("open", Bound::Equals, limit));
    assert_eq!(equal, [Fail, Unknown]);
    let share = [85, 86, 100, 101].map(|limit| verdict("share", Bound::AtLeast, limit));
    assert_eq!(share, [Pass, Unknown, Unknown, Fail]);
    let only = measured("share", Bound::None).judge(&subject);
    assert_eq!(only.verdict, NotApplicable);
    assert_eq!(only.measured, Some(Amount::whole(85)));
    assert_eq!(only.spread, Spread::UpTo(Amount::whole(100)));
    // taken away, an open measure leaves a most and no least
    let term = |name: &str, minus| Term { name: name.to_owned(), minus };
    let check = |limit| Check::Measured {
        measure: Measure {
            of: vec![term("exact", false), term("open", true)],
            per: None,
            times: 1,
        },
        bound: Bound::AtMost(Limit::at(Amount::whole(limit))),
    };
    let less = [-595, -596].map(|limit| check(limit).judge(&subject).verdict);
    assert_eq!(less, [Pass, Unknown]);
    assert_eq!(check(-595).judge(&subject).measured, None);
}

#[test]
fn a_list_says_nothing_of_other_sorts_of_things() {
    let sorted = |id: &str, sort: &str| Wanted { sort: sort.to_owned(), ..wanted(id, 1) };
    let check = |wanted| Check::Holds {
        wanted: vec![wanted],
        at_least: None,
        list: List::Facilities,
    };
    let mut station = holding(&[("microwave", 1)], false);
    station.inventory.sorts_listed.insert("equipment".to_owned());
    let verdict = |id, sort| check(sorted(id, sort)).judge(&station).verdict;
    assert_eq!(verdict("umbrella", "equipment"), Verdict::Fail);
    assert_eq!(verdict("gym", "room"), Verdict::Unknown);
}

fn wanted(id: &str, count: u32) -> Wanted {
    Wanted { id: id.to_owned(), counts: vec![id.to_owned()], count, sort: String::new() }
}

fn holding(things: &[(&str, u32)], listed: bool) -> Subject {
    let things: BTreeMap<String, u32> =
        things.iter().map(|&(id, count)| (id.to_owned(), count)).collect();
    let inventory =
        Inventory { things, facilities_listed: listed, ..Inventory::default() };
    Subject { inventory, ..Subject::default() }
}

#[test]
fn what_no_list_names_is_unknown_and_never_passes() {
    let check = |at_least| Check::Holds {
        wanted: vec![wanted("desk", 1), wanted("chair", 2), wanted("wifi", 1)],
        at_least,
        list: List::Facilities,
    };
    let verdict = |at_least, things: &[(&str, u32)], listed| {
        check(at_least).judge(&holding(things, listed)).verdict
    };
    let two = [("desk", 1), ("chair", 2)];
    assert_eq!(verdict(None, &two, true), Verdict::Fail);
    assert_eq!(verdict(None, &two, false), Verdict::Unknown);
    assert_eq!(verdict(Some(2), &two, false), Verdict::Pass, "enough, whatever else");
    assert_eq!(verdict(None, &[("wifi", 0)], false), Verdict::Fail, "it is denied");
    assert_eq!(verdict(Some(2), &[("wifi", 0)], false), Verdict::Unknown);
    assert_eq!(verdict(Some(2), &[("wifi", 0), ("desk", 0)], false), Verdict::Fail);
    let judged = check(None).judge(&holding(&[("chair", 1)], true));
    let have: Vec<_> = judged.items.iter().map(|held| (held.have, held.want)).collect();
    assert_eq!(have, [(0, 1), (1, 2), (0, 1)]);
}

#[test]
fn what_is_said_is_told_from_what_is_blank_and_what_is_not_asked() {
    let filled = Check::Said { names: vec!["a".to_owned(), "b".to_owned()] };
    let texts = |cells: &[(&str, Option<&str>)]| {
        let cell = |&(name, text): &(&str, Option<&str>)| {
            (name.to_owned(), text.map(str::to_owned))
        };
        Subject { texts: cells.iter().map(cell).collect(), ..Subject::default() }
    };
    let verdict = |cells: &[(&str, Option<&str>)]| filled.judge(&texts(cells)).verdict;
    assert_eq!(verdict(&[("a", None), ("b", Some("x"))]), Verdict::Pass);
    assert_eq!(verdict(&[("a", None)]), Verdict::Fail);
    assert_eq!(verdict(&[("c", Some("x"))]), Verdict::Unknown);
}

#[test]
fn a_rule_is_for_whom_it_names_and_for_whom_nobody_knows() {
    let rule = Rule {
        id: "r".to_owned(),
        on: Scope::Station,
        levels: vec![2],
        kinds: vec!["bank".to_owned()],
        severity: Severity::Must,
        checks: vec![measured("x", Bound::None)],
    };
    let asked = |level, kind: Option<&str>| {
        let kind = kind.map(str::to_owned);
        rule.judge(&Subject { level, kind, ..Subject::default() }).is_some()
    };
    assert!(asked(Some(2), Some("bank")) && asked(None, None));
    assert!(!asked(Some(3), Some("bank")) && !asked(Some(2), Some("park")));
}

#[test]
fn stars_follow_the_share_of_points_that_can_be_had() {
    let criterion = |name: &str, points, partial| Criterion {
        rule: Rule {
            id: name.to_owned(),
            on: Scope::Station,
            levels: Vec::new(),
            kinds: Vec::new(),
            severity: Severity::Must,
            checks: vec![Check::Holds {
                wanted: vec![wanted("desk", 1), wanted("chair", 2)],
                at_least: None,
                list: List::Facilities,
            }],
        },
        points,
        partial,
    };
    let rating = Rating {
        criteria: vec![criterion("all", 40, false), criterion("part", 60, true)],
        thresholds: vec![0, 40, 60, 75, 90],
    };
    let rate = |things: &[(&str, u32)]| {
        let stars = rating.rate(&holding(things, true));
        (stars.stars, stars.points)
    };
    assert_eq!(rate(&[("desk", 1), ("chair", 2)]), (5, 100_000));
    assert_eq!(rate(&[("desk", 1), ("chair", 1)]), (2, 40_000), "two thirds of sixty");
    assert_eq!(rate(&[]), (1, 0));
}
