use super::*;
use crate::lang::Lang;

const ORDINARY: Decision = walk(Manner::LEVEL, SnapClass::Ordinary);
const STEPS: Decision = walk(Manner::STEPS, SnapClass::Ordinary);
const LAST_RESORT: Decision = walk(Manner::LEVEL, SnapClass::LastResort);
const ON_THE_GROUND: Grade = Grade { bridge: false, tunnel: false, layer: 0 };

const fn walk(manner: Manner, snap: SnapClass) -> Decision {
    Decision::Walk { manner, snap, grade: ON_THE_GROUND }
}

const fn refuse(reason: Reason) -> Decision {
    Decision::Refuse(reason)
}

/// Decides on tags written as `key=value key=value`.
fn decide(tags: &str) -> Decision {
    let pairs =
        tags.split_whitespace().map(|tag| tag.split_once('=').expect("key=value"));
    walkable(&pairs.collect())
}

fn check(table: &[(&str, Decision)]) {
    for (tags, expected) in table {
        assert_eq!(decide(tags), *expected, "{tags}");
    }
}

#[test]
fn streets_and_paths_are_walked() {
    let values = "primary primary_link secondary secondary_link tertiary tertiary_link \
        unclassified residential living_street service track road pedestrian footway path platform";
    for value in values.split_whitespace() {
        assert_eq!(decide(&format!("highway={value}")), ORDINARY, "{value}");
    }
    check(&[
        ("highway=steps", STEPS),
        ("highway=residential sidewalk=separate", ORDINARY),
        ("highway=residential sidewalk=no", ORDINARY),
        ("highway=residential railway=tram", ORDINARY),
        ("highway=pedestrian area=yes", ORDINARY),
    ]);
}

#[test]
fn what_is_no_street_is_out() {
    check(&[
        ("", refuse(Reason::NotAStreet)),
        ("building=yes", refuse(Reason::NotAStreet)),
        ("foot=yes", refuse(Reason::NotAStreet)),
        ("construction:highway=footway", refuse(Reason::NotAStreet)),
        ("route=ferry foot=yes", refuse(Reason::OtherTransport)),
        ("route=ferry highway=service foot=designated", refuse(Reason::OtherTransport)),
        ("railway=rail", refuse(Reason::OtherTransport)),
        ("railway=platform foot=yes", refuse(Reason::OtherTransport)),
        ("aerialway=gondola foot=yes", refuse(Reason::OtherTransport)),
        ("highway=raceway", refuse(Reason::OtherHighway)),
        ("highway=busway", refuse(Reason::OtherHighway)),
        ("highway=busway foot=yes", ORDINARY),
        ("highway=foowtay", refuse(Reason::OtherHighway)),
        ("highway=Residential", refuse(Reason::OtherHighway)),
        ("highway=", refuse(Reason::OtherHighway)),
    ]);
}

#[test]
fn motorways_and_unbuilt_ways_are_out_whatever_foot_says() {
    check(&[
        ("highway=motorway", refuse(Reason::Motorway)),
        ("highway=motorway foot=yes", refuse(Reason::Motorway)),
        ("highway=motorway_link sidewalk=both", refuse(Reason::Motorway)),
        ("highway=construction construction=footway foot=yes", refuse(Reason::NotBuilt)),
        ("highway=proposed proposed=residential", refuse(Reason::NotBuilt)),
        ("highway=planned", refuse(Reason::NotBuilt)),
        ("highway=abandoned foot=yes", refuse(Reason::NotBuilt)),
        ("highway=residential proposed=yes", ORDINARY),
    ]);
}

#[test]
fn foot_goes_before_access() {
    for permits in ["yes", "designated", "permissive"] {
        for access in ["private", "no", "destination", "yes"] {
            let tags = format!("highway=service access={access} foot={permits}");
            assert_eq!(decide(&tags), ORDINARY, "{tags}");
        }
    }
    for forbids in ["no", "private", "use_sidepath"] {
        for access in ["yes", "permissive", "private"] {
            let tags = format!("highway=footway access={access} foot={forbids}");
            assert_eq!(decide(&tags), refuse(Reason::FootForbidden), "{tags}");
        }
    }
}

#[test]
fn access_decides_where_foot_does_not() {
    check(&[
        ("highway=service access=private", refuse(Reason::Private)),
        ("highway=footway access=no", refuse(Reason::Private)),
        ("highway=steps access=private foot=destination", refuse(Reason::Private)),
        ("highway=service access=private foot=customers", refuse(Reason::Private)),
        ("highway=trunk access=no sidewalk=both", refuse(Reason::Private)),
        ("highway=service access=destination", ORDINARY),
        ("highway=service access=customers", ORDINARY),
        ("highway=track access=agricultural", ORDINARY),
        ("highway=residential foot=discouraged", ORDINARY),
        ("highway=residential foot=destination", ORDINARY),
        ("highway=residential vehicle=no motor_vehicle=private", ORDINARY),
    ]);
}

#[test]
fn trunk_roads_and_their_ramps_need_a_sidewalk_or_foot() {
    for road in
        ["trunk", "trunk_link", "primary motorroad=yes", "secondary motorroad=yes"]
    {
        let out = refuse(Reason::Trunk);
        for (tag, expected) in [
            ("", out),
            ("sidewalk=no", out),
            ("sidewalk=none", out),
            ("sidewalk=separate", out),
            ("sidewalk:left=no", out),
            ("foot=destination", out),
            ("sidewalk=yes", ORDINARY),
            ("sidewalk=both", ORDINARY),
            ("sidewalk=left", ORDINARY),
            ("sidewalk=right", ORDINARY),
            ("sidewalk:left=yes", ORDINARY),
            ("sidewalk:right=yes", ORDINARY),
            ("sidewalk:both=yes", ORDINARY),
            ("sidewalk:left=no sidewalk:right=yes", ORDINARY),
            ("foot=yes", ORDINARY),
            ("foot=designated", ORDINARY),
            ("foot=no sidewalk=both", refuse(Reason::FootForbidden)),
        ] {
            let tags = format!("highway={road} {tag}");
            assert_eq!(decide(&tags), expected, "{tags}");
        }
    }
    check(&[("highway=primary motorroad=no", ORDINARY)]);
}

#[test]
fn cycleways_and_bridleways_follow_the_foot_tag() {
    check(&[
        ("highway=cycleway", refuse(Reason::Cycleway)),
        ("highway=bridleway", refuse(Reason::Bridleway)),
        ("highway=cycleway foot=yes", ORDINARY),
        ("highway=cycleway foot=designated segregated=yes", ORDINARY),
        ("highway=bridleway foot=permissive", ORDINARY),
        ("highway=cycleway foot=no", refuse(Reason::FootForbidden)),
        ("highway=cycleway foot=unknown", refuse(Reason::Cycleway)),
        ("highway=path bicycle=designated", ORDINARY),
    ]);
}

#[test]
fn tunnels_lifts_escalators_and_indoor_ways_are_a_last_resort() {
    let escalator = walk(Manner::STEPS, SnapClass::LastResort);
    check(&[
        ("highway=elevator", LAST_RESORT),
        ("highway=corridor", LAST_RESORT),
        ("highway=footway indoor=yes", LAST_RESORT),
        ("highway=footway indoor=no", ORDINARY),
        ("highway=steps conveying=yes", escalator),
        ("highway=steps conveying=backward", escalator),
        ("highway=steps conveying=no", STEPS),
        ("highway=footway conveying=forward", LAST_RESORT),
        ("highway=footway covered=yes", ORDINARY),
        ("highway=footway tunnel=building_passage", ORDINARY),
        ("highway=footway tunnel=no", ORDINARY),
    ]);
    let grade = Grade { tunnel: true, layer: -1, ..ON_THE_GROUND };
    let tunnel =
        Decision::Walk { manner: Manner::LEVEL, snap: SnapClass::LastResort, grade };
    check(&[("highway=footway tunnel=yes layer=-1", tunnel)]);
}

#[test]
fn bridges_and_layers_are_kept() {
    for (tags, bridge, layer) in [
        ("bridge=yes layer=1", true, 1),
        ("bridge=viaduct layer=+2", true, 2),
        ("bridge=no layer=-3", false, -3),
        ("layer=1;2", false, 0),
        ("layer=1000", false, 0),
        ("layer=upper", false, 0),
    ] {
        let Decision::Walk { grade, .. } = decide(&format!("highway=footway {tags}"))
        else {
            panic!("{tags} is walked")
        };
        assert_eq!(grade, Grade { bridge, tunnel: false, layer }, "{tags}");
    }
}

#[test]
fn a_reader_may_skip_every_key_that_does_not_decide() {
    assert!(WayTags::reads("highway") && WayTags::reads("sidewalk:left"));
    assert!(!WayTags::reads("name") && !WayTags::reads("Highway") && !WayTags::reads(""));
}

#[test]
fn every_reason_has_words_of_its_own() {
    let reasons = [
        Reason::NotAStreet,
        Reason::OtherTransport,
        Reason::Motorway,
        Reason::NotBuilt,
        Reason::FootForbidden,
        Reason::Private,
        Reason::Trunk,
        Reason::Cycleway,
        Reason::Bridleway,
        Reason::OtherHighway,
    ];
    let words: std::collections::BTreeSet<_> =
        reasons.map(|reason| reason.text(Lang::En)).into();
    assert_eq!(words.len(), reasons.len());
}
