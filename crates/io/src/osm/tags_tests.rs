use super::*;
use crate::lang::Lang;
use walkshed::network::lines::{Direction, Pace};

const ON_THE_GROUND: Grade = Grade { bridge: false, tunnel: false, layer: 0 };
const ORDINARY: Decision = walk(Manner::LEVEL, SnapClass::Ordinary);
const PRIVATE: Decision = open_to(Access::Private);
const UNSAID: Decision = open_to(Access::Unsaid);
const STEPS: Decision = walk(Manner::STEPS, SnapClass::Ordinary);
const LAST_RESORT: Decision = walk(Manner::LEVEL, SnapClass::LastResort);

const fn walk(manner: Manner, snap: SnapClass) -> Decision {
    Decision::Walk(Walk {
        manner,
        snap,
        grade: ON_THE_GROUND,
        steps: None,
        surface: false,
    })
}

const fn open_to(access: Access) -> Decision {
    walk(Manner { access, ..Manner::LEVEL }, SnapClass::Ordinary)
}

const fn refuse(reason: Reason) -> Decision {
    Decision::Refuse(reason)
}

/// Decides on tags written as `key=value key=value`.
fn decide(tags: &str) -> Decision {
    decide_asked(tags, Asked::default())
}

fn decide_asked(tags: &str, asked: Asked) -> Decision {
    let pairs =
        tags.split_whitespace().map(|tag| tag.split_once('=').expect("key=value"));
    walkable(&pairs.collect(), asked)
}

fn walked(tags: &str) -> Walk {
    let Decision::Walk(walk) = decide(tags) else { panic!("{tags} is walked") };
    walk
}

#[track_caller]
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
        ("highway=footway footway=sidewalk", ORDINARY),
        ("highway=footway footway=crossing", ORDINARY),
        ("highway=residential sidewalk=separate", ORDINARY),
        ("highway=residential sidewalk=no", ORDINARY),
        ("highway=residential railway=tram", ORDINARY),
    ]);
}

#[test]
fn what_is_no_street_is_out() {
    check(&[
        ("", refuse(Reason::NotAStreet)),
        ("building=yes", refuse(Reason::NotAStreet)),
        ("foot=yes", refuse(Reason::NotAStreet)),
        ("place=square", refuse(Reason::NotAStreet)),
        ("area:highway=footway", refuse(Reason::NotAStreet)),
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
    for access in ["private", "no", "destination", "yes", "customers"] {
        for permits in ["yes", "designated", "official", "permissive"] {
            let tags = format!("highway=service access={access} foot={permits}");
            assert_eq!(decide(&tags), ORDINARY, "{tags}");
        }
        for limits in ["private", "customers", "destination", "delivery", "permit"] {
            let tags = format!("highway=footway access={access} foot={limits}");
            assert_eq!(decide(&tags), PRIVATE, "{tags}");
        }
        for forbids in ["no", "use_sidepath"] {
            let tags = format!("highway=footway access={access} foot={forbids}");
            assert_eq!(decide(&tags), refuse(Reason::FootForbidden), "{tags}");
        }
    }
}

#[test]
fn access_decides_where_foot_does_not() {
    check(&[
        ("highway=service access=private", PRIVATE),
        ("highway=service access=customers", PRIVATE),
        ("highway=residential access=residents", PRIVATE),
        ("highway=service access=permit foot=unknown", PRIVATE),
        ("highway=footway access=no", refuse(Reason::Closed)),
        ("highway=service access=military", refuse(Reason::Closed)),
        ("highway=trunk access=no sidewalk=both", refuse(Reason::Closed)),
        ("highway=trunk access=private", refuse(Reason::Trunk)),
        ("highway=cycleway access=private", refuse(Reason::Closed)),
        ("highway=service access=destination", ORDINARY),
        ("highway=residential access=delivery", ORDINARY),
        ("highway=footway access=destination", PRIVATE),
        ("highway=track access=agricultural", ORDINARY),
        ("highway=residential foot=discouraged", ORDINARY),
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
            ("foot=discouraged", out),
            ("foot=destination", PRIVATE),
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
fn cycleways_and_bridleways_follow_the_foot_tag_else_the_profile() {
    check(&[
        ("highway=cycleway", UNSAID),
        ("highway=bridleway", UNSAID),
        ("highway=cycleway segregated=yes", UNSAID),
        ("highway=cycleway access=yes", UNSAID),
        ("highway=cycleway foot=unknown", UNSAID),
        ("highway=cycleway sidewalk=right", ORDINARY),
        ("highway=cycleway foot=yes", ORDINARY),
        ("highway=cycleway foot=designated segregated=yes", ORDINARY),
        ("highway=bridleway foot=permissive", ORDINARY),
        ("highway=bridleway foot=private", PRIVATE),
        ("highway=cycleway foot=no", refuse(Reason::FootForbidden)),
        ("highway=path bicycle=designated", ORDINARY),
    ]);
}

#[test]
fn tunnels_and_indoor_ways_are_a_last_resort() {
    check(&[
        ("highway=corridor", LAST_RESORT),
        ("highway=footway indoor=yes", LAST_RESORT),
        ("highway=footway level=-1", LAST_RESORT),
        ("highway=footway level=0", ORDINARY),
        ("highway=footway indoor=no", ORDINARY),
        ("highway=footway covered=yes", ORDINARY),
        ("highway=footway tunnel=building_passage", ORDINARY),
        ("highway=footway tunnel=no", ORDINARY),
    ]);
    let tunnel = walked("highway=footway tunnel=yes layer=-1");
    assert_eq!(tunnel.snap, SnapClass::LastResort);
    assert_eq!(tunnel.grade, Grade { tunnel: true, layer: -1, ..ON_THE_GROUND });
}

#[test]
fn lifts_and_escalators_are_rides_that_begin_at_once_or_after_a_wait() {
    let belt = Manner {
        kind: StreetKind::Escalator,
        pace: Pace::Moving { mm_s: 500 },
        ..Manner::LEVEL
    };
    let lift = Manner {
        kind: StreetKind::Lift,
        pace: Pace::Lift { share: 1000 },
        ..Manner::LEVEL
    };
    let ride = |manner| walk(manner, SnapClass::LastResort);
    let one_way = |direction| ride(Manner { direction, wheels: false, ..belt });
    check(&[
        ("highway=elevator", ride(lift)),
        ("highway=elevator wheelchair=no", ride(Manner { wheels: false, ..lift })),
        ("highway=elevator access=private", {
            ride(Manner { access: Access::Private, ..lift })
        }),
        ("highway=steps conveying=yes", one_way(Direction::Both)),
        ("highway=steps conveying=reversible", one_way(Direction::Both)),
        ("highway=steps conveying=forward", one_way(Direction::Forward)),
        ("highway=steps conveying=backward", one_way(Direction::Backward)),
        ("highway=steps conveying=backward wheelchair=yes", one_way(Direction::Backward)),
        ("highway=steps conveying=no", STEPS),
        ("highway=footway conveying=forward", {
            ride(Manner { direction: Direction::Forward, ..belt })
        }),
    ]);
}

#[test]
fn steps_say_which_end_is_up_and_how_many_they_are() {
    let up = Pace::Walked { forward: 2129, backward: 1871 };
    let down = Pace::Walked { forward: 1871, backward: 2129 };
    for (tags, pace, steps) in [
        ("highway=steps", Pace::STEPS, None),
        ("highway=steps incline=up", up, None),
        ("highway=steps incline=down", down, None),
        ("highway=steps incline=30%", up, None),
        ("highway=steps incline=-15°", down, None),
        ("highway=steps incline=0%", Pace::STEPS, None),
        ("highway=steps incline=yes", Pace::STEPS, None),
        ("highway=steps step_count=12", Pace::STEPS, Some(12)),
        ("highway=steps step_count=12 incline=up", up, Some(12)),
        ("highway=steps step_count=0", Pace::STEPS, None),
        ("highway=steps step_count=many", Pace::STEPS, None),
        ("highway=footway step_count=3 incline=up", Pace::LEVEL, None),
    ] {
        let walk = walked(tags);
        assert_eq!((walk.manner.pace, walk.steps), (pace, steps), "{tags}");
    }
}

#[test]
fn counted_steps_are_treads_and_the_rest_is_landings() {
    let pace = |steps, length_m| match counted(Pace::STEPS, steps, length_m) {
        Pace::Walked { forward, backward } if forward == backward => forward,
        other => panic!("{other:?}"),
    };
    assert_eq!(pace(10, 3.0), 2000, "treads alone");
    assert_eq!(pace(10, 6.0), 1500, "3 m of treads and 3 m of landings");
    assert_eq!(pace(10, 2.0), 3000, "a spiral, drawn short");
    assert_eq!(pace(100, 2.0), 2000, "no flight of 2 cm treads");
    assert_eq!(pace(7, 0.0), 2000);
    let up = Pace::Walked { forward: 2129, backward: 1871 };
    assert_eq!(counted(up, 10, 6.0), Pace::Walked { forward: 1565, backward: 1436 });
}

#[test]
fn a_wheelchair_takes_ramps_and_nothing_tagged_impassable() {
    for (tags, wheels) in [
        ("highway=steps", false),
        ("highway=steps ramp=yes", true),
        ("highway=steps ramp=no", false),
        ("highway=steps ramp:wheelchair=yes", true),
        ("highway=steps ramp=yes ramp:wheelchair=no", false),
        ("highway=steps wheelchair=yes", true),
        ("highway=steps ramp=yes wheelchair=no", false),
        ("highway=footway", true),
        ("highway=footway wheelchair=limited", true),
        ("highway=footway wheelchair=no", false),
    ] {
        assert_eq!(walked(tags).manner.wheels, wheels, "{tags}");
    }
}

#[test]
fn one_way_streets_are_so_for_walkers_if_a_tag_about_walkers_says_it() {
    for (tags, direction) in [
        ("oneway=yes", Direction::Both),
        ("oneway:foot=yes", Direction::Forward),
        ("oneway:foot=-1", Direction::Backward),
        ("oneway=yes oneway:foot=no", Direction::Both),
        ("foot:backward=no", Direction::Forward),
        ("foot:forward=no", Direction::Backward),
        ("oneway:foot=yes foot:backward=no", Direction::Forward),
    ] {
        for highway in ["footway", "steps", "residential"] {
            let tags = format!("highway={highway} {tags}");
            assert_eq!(walked(&tags).manner.direction, direction, "{tags}");
        }
    }
    check(&[
        ("highway=path foot:forward=no foot:backward=no", refuse(Reason::FootForbidden)),
        ("highway=path foot:forward=no oneway:foot=yes", refuse(Reason::FootForbidden)),
    ]);
}

#[test]
fn ferries_are_read_when_asked_for_and_if_they_say_how_long_they_take() {
    let ferry = |minutes: u32, access, direction| {
        let pace = Pace::Carried { millis: minutes * 60_000 };
        let kind = StreetKind::Ferry;
        let manner = Manner { kind, pace, access, direction, wheels: true };
        walk(manner, SnapClass::LastResort)
    };
    let plain = |minutes| ferry(minutes, Access::Public, Direction::Both);
    for (tags, expected) in [
        ("route=ferry duration=20", plain(20)),
        ("route=ferry duration=1:30", plain(90)),
        ("route=ferry duration=00:12:00 highway=service", plain(12)),
        ("route=ferry duration=PT1H5M foot=yes", plain(65)),
        ("aerialway=gondola duration=7", plain(7)),
        ("railway=funicular duration=7", plain(7)),
        ("route=ferry duration=9 access=private", {
            ferry(9, Access::Private, Direction::Both)
        }),
        ("route=ferry duration=9 oneway=yes", {
            ferry(9, Access::Public, Direction::Forward)
        }),
        ("route=ferry", refuse(Reason::NoDuration)),
        ("route=ferry duration=soon", refuse(Reason::NoDuration)),
        ("route=ferry duration=20 foot=no", refuse(Reason::FootForbidden)),
        ("railway=rail duration=20", refuse(Reason::OtherTransport)),
        ("aerialway=pylon", refuse(Reason::OtherTransport)),
    ] {
        assert_eq!(decide_asked(tags, Asked { ferries: true }), expected, "{tags}");
        let unasked = decide(tags);
        assert_eq!(unasked, refuse(Reason::OtherTransport), "{tags}");
    }
}

#[test]
fn durations_are_minutes_clocks_or_iso_8601() {
    for (text, seconds) in [
        ("20", Some(1200)),
        ("0:05", Some(300)),
        ("01:02:03", Some(3723)),
        ("PT20M", Some(1200)),
        ("PT1H30M", Some(5400)),
        ("P0DT00H20M30S", Some(1230)),
        ("2.5", Some(150)),
        ("", None),
        ("0", None),
        ("-5", None),
        ("1e3", None),
        ("25:00", None),
        ("1:2:3:4", None),
        ("PT20", None),
        ("P1Y", None),
        ("20 min", None),
        ("99999999999999", None),
    ] {
        assert_eq!(duration::millis(text), seconds.map(|s| s * 1000), "{text}");
    }
}

#[test]
fn closed_ways_are_surfaces_if_a_tag_says_so() {
    for (tags, surface) in [
        ("highway=pedestrian area=yes", true),
        ("highway=footway area=yes", true),
        ("highway=platform area=yes", true),
        ("highway=pedestrian place=square", true),
        ("highway=pedestrian type=multipolygon", true),
        ("highway=pedestrian", false),
        ("highway=pedestrian area=no place=square", false),
        ("highway=steps area=yes", false),
        ("highway=elevator area=yes", false),
    ] {
        assert_eq!(walked(tags).surface, surface, "{tags}");
    }
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
        let grade = walked(&format!("highway=footway {tags}")).grade;
        assert_eq!(grade, Grade { bridge, tunnel: false, layer }, "{tags}");
    }
}

#[test]
fn nodes_stop_walkers_if_they_are_closed_or_walls() {
    for (tags, expected) in [
        ("", Passage::Open),
        ("highway=crossing access=no", Passage::Open),
        ("foot=no", Passage::Open),
        ("barrier=gate", Passage::Open),
        ("barrier=bollard", Passage::Open),
        ("barrier=cycle_barrier", Passage::Open),
        ("barrier=kerb", Passage::Open),
        ("barrier=stile", Passage::Open),
        ("barrier=lift_gate motor_vehicle=private", Passage::Open),
        ("barrier=lift_gate access=destination", Passage::Open),
        ("barrier=no access=private", Passage::Open),
        ("barrier=gate access=private", Passage::Private),
        ("barrier=gate foot=private access=yes", Passage::Private),
        ("barrier=gate access=customers", Passage::Private),
        ("barrier=gate access=private locked=yes", Passage::Private),
        ("barrier=gate access=no", Passage::Closed),
        ("barrier=gate access=no foot=yes", Passage::Open),
        ("barrier=bollard foot=no", Passage::Closed),
        ("barrier=gate locked=yes", Passage::Closed),
        ("barrier=gate locked=yes access=yes", Passage::Closed),
        ("barrier=gate locked=yes foot=permissive", Passage::Open),
        ("barrier=gate locked=no", Passage::Open),
        ("barrier=wall", Passage::Closed),
        ("barrier=fence", Passage::Closed),
        ("barrier=fence foot=yes", Passage::Open),
        ("barrier=hedge access=yes", Passage::Open),
        ("entrance=yes access=private", Passage::Private),
        ("door=hinged access=no", Passage::Closed),
        ("entrance=main", Passage::Open),
        ("highway=elevator", Passage::Lift),
        ("highway=elevator access=yes", Passage::Lift),
        ("highway=elevator access=private", Passage::Private),
        ("highway=elevator foot=no", Passage::Closed),
    ] {
        let pairs = tags.split_whitespace().map(|tag| tag.split_once('=').unwrap());
        assert_eq!(passage(&pairs.collect()), expected, "{tags}");
    }
}

#[test]
fn a_reader_may_skip_every_key_that_does_not_decide() {
    assert!(WayTags::reads("highway") && WayTags::reads("sidewalk:left"));
    assert!(!WayTags::reads("surface") && !WayTags::reads("Highway"));
    assert!(!WayTags::reads("") && !NodeTags::reads("name"));
}

#[test]
fn a_street_is_called_by_its_name_else_its_number() {
    for (tags, name) in [
        (&[("name", "东街"), ("ref", "G320")][..], Some("东街")),
        (&[("name", " "), ("name:zh", "东街")], Some("东街")),
        (&[("ref", "G320")], Some("G320")),
        (&[("highway", "path")], None),
    ] {
        assert_eq!(
            tags.iter().copied().collect::<WayTags<'_>>().name(),
            name,
            "{tags:?}"
        );
    }
}

#[test]
fn every_reason_has_words_of_its_own() {
    for lang in Lang::ALL {
        let words: std::collections::BTreeSet<_> =
            Reason::ALL.map(|reason| reason.text(lang)).into();
        assert_eq!(words.len(), Reason::ALL.len());
    }
}
