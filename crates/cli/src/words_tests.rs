use super::*;
use walkshed::model::{Budget, Profile, Substitution};

fn locale(variables: &[(&str, &str)]) -> Lang {
    of_environment(|name| {
        let found = variables.iter().find(|(variable, _)| *variable == name);
        found.map(|(_, value)| (*value).to_owned())
    })
}

#[test]
fn the_first_locale_variable_that_says_anything_decides() {
    assert_eq!(locale(&[]), Lang::En);
    assert_eq!(locale(&[("LANG", "zh_CN.UTF-8")]), Lang::Zh);
    assert_eq!(locale(&[("LC_ALL", ""), ("LANG", "zh_TW")]), Lang::Zh);
    assert_eq!(locale(&[("LC_ALL", "C.UTF-8"), ("LANG", "zh_CN.UTF-8")]), Lang::En);
    assert_eq!(locale(&[("LC_MESSAGES", "zh-Hans"), ("LANG", "en_US.UTF-8")]), Lang::Zh);
    assert_eq!(locale(&[("LANG", "de_DE.UTF-8")]), Lang::En);
}

#[test]
fn a_budget_is_told_as_time_speed_and_meters() {
    let told = |budget: &str, profile: &str| {
        let budget: Budget = budget.parse().unwrap();
        let profile = Profile::named(profile).unwrap();
        Lang::ALL.map(|lang| Words(lang).budget(budget, &profile))
    };
    assert_eq!(
        told("15min", "adult"),
        ["15 min at 1.2 m/s = 1,080 m", "15分钟 × 1.2米/秒 = 1,080米"]
    );
    assert_eq!(
        told("7.5min", "elder"),
        ["7.5 min at 0.8 m/s = 360 m", "7.5分钟 × 0.8米/秒 = 360米"]
    );
    assert_eq!(told("gb15", "adult"), ["1,000 m", "1,000米"]);
}

#[test]
fn levels_are_named_by_who_may_stand_in() {
    let names = |lang: Lang, substitution| {
        (1..=4)
            .map(|level| Words(lang).levels(level, 4, substitution))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        names(Lang::En, Substitution::Inclusive),
        ["level 1", "levels 1-2", "levels 1-3", "any station"]
    );
    assert_eq!(
        names(Lang::Zh, Substitution::Inclusive),
        ["一级", "一至二级", "一至三级", "任一站点"]
    );
    assert_eq!(
        names(Lang::Zh, Substitution::Exclusive),
        ["一级", "二级", "三级", "四级"]
    );
    assert_eq!(Words(Lang::En).levels(1, 1, Substitution::Inclusive), "any station");
}

#[test]
fn one_thing_is_not_many() {
    let told = |number| Words(Lang::En).counted(number, Thing::Block);
    assert_eq!([told(0), told(1), told(2250)], ["0 blocks", "1 block", "2,250 blocks"]);
}

#[test]
fn groups_without_a_translation_keep_their_name() {
    assert_eq!(Words(Lang::Zh).group("elderly"), "老年人");
    assert_eq!(Words(Lang::En).group("population"), "people");
    assert_eq!(Words(Lang::Zh).group("cyclists"), "cyclists");
}
