//! Who walks: several profiles at once, the project's own, and wheelchairs.

use super::{Copy, Outcome, json, on_fengqing, run};
use serde_json::Value;
use std::fs;

#[test]
fn two_profiles_are_two_sheets_after_one_load() {
    for lang in ["en", "zh"] {
        let sheet = |profile: &str| {
            on_fengqing(&format!("coverage PROJECT --lang {lang} --profile {profile}"))
        };
        let both = sheet("adult,elder");
        assert_eq!((both.status, both.err.as_str()), (0, ""));
        let [adult, elder] = ["adult", "elder"].map(|profile| sheet(profile).out);
        assert!(adult != elder);
        assert_eq!(both.out, format!("{adult}\n\n{elder}"), "{lang}");
        assert_eq!(sheet("adult,adult").out, adult, "each profile once");
    }
}

#[test]
fn what_is_wrong_with_the_input_is_told_once_for_all_profiles() -> Outcome {
    let copy = Copy::of_fengqing()?;
    copy.edit("stations.csv", |text| text.replace("99.924067938", "abc"))?;
    let ran = run("coverage PROJECT --profile adult,elder", copy.path());
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert_eq!(ran.err.matches("stations.csv row 2").count(), 1, "{}", ran.err);
    Ok(())
}

#[test]
fn the_json_of_two_profiles_holds_that_of_each() -> Outcome {
    let report = |profile: &str| {
        json(
            &on_fengqing(&format!("coverage PROJECT --format json --profile {profile}"))
                .out,
        )
    };
    let both = report("elder,adult,wheelchair")?;
    let members: Vec<&String> =
        both.as_object().into_iter().flatten().map(|(key, _)| key).collect();
    assert_eq!(members, ["profiles"]);
    let single = ["elder", "adult", "wheelchair"].map(report);
    let single: Vec<Value> = single.into_iter().collect::<Result<_, _>>()?;
    assert_eq!(both["profiles"], Value::from(single), "in the order asked for");
    Ok(())
}

#[test]
fn layers_of_several_profiles_go_into_a_folder_each() -> Outcome {
    let folder = tempfile::tempdir()?;
    let out = folder.path().display();
    let both =
        on_fengqing(&format!("coverage PROJECT --profile adult,elder --out {out}/both"));
    let one = on_fengqing(&format!("coverage PROJECT --profile elder --out {out}/one"));
    assert_eq!([both.status, one.status], [0, 0], "{}{}", both.err, one.err);
    let both = folder.path().join("both");
    for layer in ["stations", "demand", "grids", "gaps"] {
        let layer = format!("{layer}.geojson");
        let alone = fs::read(folder.path().join("one").join(&layer))?;
        assert!(fs::read(both.join("elder").join(&layer))? == alone, "{layer}");
        assert!(both.join("adult").join(&layer).is_file(), "{layer}");
        assert!(!both.join(&layer).exists(), "{layer}");
    }
    Ok(())
}

#[test]
fn a_profile_that_nobody_knows_is_told_with_those_that_there_are() {
    for command in [
        "coverage PROJECT --profile adult,bicycle",
        "gaps PROJECT --profile bicycle",
        "matrix PROJECT --profile bicycle",
        "explain PROJECT --from 99.9163,24.5731 --profile bicycle",
        "isochrone PROJECT --profile bicycle",
    ] {
        for (lang, known) in [
            ("en", "it has adult, elder, child, wheelchair"),
            ("zh", "可用:adult、elder、child、wheelchair"),
        ] {
            let ran = on_fengqing(&format!("{command} --lang {lang}"));
            assert_eq!((ran.status, ran.out.as_str()), (2, ""), "{command}");
            let told = ran.err.contains("bicycle") && ran.err.contains(known);
            assert!(told, "{command}: {}", ran.err);
        }
    }
}

/// The people whom the station of level 1 covers.
fn covered(report: &Value) -> Option<u64> {
    report["levels"][0]["covered"]["weights"]["population"].as_u64()
}

#[test]
fn the_profiles_of_a_project_are_used_by_their_names() -> Outcome {
    let copy = Copy::of_fengqing()?;
    let own = "[walking.profiles.stroller]\nspeed = 0.8\n\
               [walking.profiles.\"慢行\"]\nbase = \"elder\"\nspeed = 0.5\n";
    copy.edit("walkshed.toml", |text| format!("{}\n\n{own}", text.trim_end()))?;
    let report = |profile: &str| {
        let command = format!("coverage PROJECT --format json --profile {profile}");
        json(&run(&command, copy.path()).out)
    };
    let [elder, stroller, slow] = ["elder", "stroller", "慢行"].map(report);
    let (elder, stroller, slow) = (elder?, stroller?, slow?);
    assert_eq!(stroller["profile"]["name"], "stroller");
    assert_eq!(stroller["profile"]["speed_m_s"], 0.8);
    assert_eq!(stroller["levels"], elder["levels"], "the same speed, the same walks");
    assert!(covered(&slow) < covered(&elder) && covered(&slow) > Some(0));
    let unknown = run("coverage PROJECT --profile bicycle", copy.path());
    assert_eq!(unknown.status, 2);
    assert!(unknown.err.contains("stroller"), "{}", unknown.err);
    for command in [
        "explain PROJECT --from 99.9163,24.5731",
        "isochrone PROJECT --station T1",
        "matrix PROJECT",
    ] {
        let [own, usual] = ["stroller", "elder"]
            .map(|who| run(&format!("{command} --profile {who}"), copy.path()));
        assert_eq!((own.status, usual.status), (0, 0), "{command}: {}", own.err);
        let own = own.out.replace("stroller", "elder");
        assert!(own == usual.out, "{command}: a name changes no walk");
    }
    Ok(())
}

#[test]
fn a_wheelchair_takes_no_steps() -> Outcome {
    let copy = Copy::of_fengqing()?;
    let report = |profile: &str| {
        let command =
            format!("coverage PROJECT --format json --budget 40min --profile {profile}");
        json(&run(&command, copy.path()).out)
    };
    let (elder, wheelchair) = (report("elder")?, report("wheelchair")?);
    assert_eq!(wheelchair["levels"], elder["levels"], "as fast, and no steps in town");
    let bridges = [5, 12, 19].map(|n| format!(r#""id": "EW{n:02}b", "highway": "#));
    copy.edit("streets.geojson", |text| {
        bridges.iter().fold(text.to_owned(), |text, bridge| {
            text.replace(
                &format!("{bridge}\"residential\""),
                &format!("{bridge}\"steps\""),
            )
        })
    })?;
    let (elder, wheelchair) = (report("elder")?, report("wheelchair")?);
    assert!(covered(&wheelchair) < covered(&elder), "the bridges are steps");
    let kinds = |profile: &str| -> Result<bool, Box<dyn std::error::Error>> {
        let command = format!("isochrone PROJECT --streets --profile {profile}");
        let parts = json(&run(&command, copy.path()).out)?;
        let parts = parts["features"].as_array().ok_or("no features")?;
        assert!(!parts.is_empty());
        Ok(parts.iter().any(|part| part["properties"]["kind"] == "steps"))
    };
    assert!(kinds("elder")? && !kinds("wheelchair")?);
    Ok(())
}
