//! `walkshed gaps`: where people are uncovered together, and why.

use crate::args::{GapFormat, Gaps};
use crate::failure::{Failure, Usage};
use crate::session::{Asked, Session};
use crate::sheet::{Sheet, write_gaps};
use serde_json::{Map, Value, json};
use walkshed::coverage::{Evaluation, LevelAnswer};
use walkshed::model;
use walkshed_io::layers::{Feature, Layer};
use walkshed_io::write::geojson;
use walkshed_io::{Loaded, report};

pub(crate) fn run(session: &mut Session<'_>, args: &Gaps) -> Result<(), Failure> {
    let loaded = session.load(&Asked::of(&args.terms, &args.scenario))?;
    let levels = loaded.district.levels;
    if let Some(level) = args.level.filter(|&level| level > levels) {
        return Err(Failure::Usage(Usage::Level { level, levels }));
    }
    let evaluation = session.evaluate(&loaded)?;
    let header = report::header(Layer::Gaps.key(), &loaded, &evaluation);
    match args.format {
        GapFormat::Table => {
            let sheet = Sheet::new(session.lang, &loaded, &evaluation);
            session.write(|out| write_gaps(&sheet, args.level, out))
        }
        GapFormat::Json => {
            let mut report: Map<String, Value> = header.members.into_iter().collect();
            report.insert("gaps".to_owned(), gaps_json(&loaded, &evaluation, args.level));
            session.write(|out| {
                serde_json::to_writer_pretty(&mut *out, &report)?;
                writeln!(out)
            })
        }
        GapFormat::Geojson => {
            let features = features(&loaded, &evaluation, args.level);
            session.write(|mut out| geojson::write(&mut out, &header, features))
        }
    }
}

/// The features of the layer at one level, or at all.
fn features<'a>(
    loaded: &'a Loaded,
    evaluation: &'a Evaluation,
    level: Option<u8>,
) -> impl Iterator<Item = Feature> + 'a {
    let of_level = move |feature: &Feature| {
        level.is_none_or(|level| {
            feature.property("level") == Some(&model::Value::Integer(level.into()))
        })
    };
    Layer::Gaps.features(loaded, evaluation).filter(of_level)
}

/// The properties of the layer, with the ids of the demand in place of its outline.
fn gaps_json(loaded: &Loaded, evaluation: &Evaluation, level: Option<u8>) -> Value {
    let asked = |answer: &&LevelAnswer| level.is_none_or(|level| answer.level == level);
    let gaps = evaluation.levels.iter().filter(asked).flat_map(|answer| &answer.gaps);
    let points = loaded.district.demand.points();
    let gap = |(feature, gap): (Feature, &walkshed::gap::Gap)| {
        let mut json = Map::new();
        json.insert("id".to_owned(), json!(feature.id));
        for (name, value) in &feature.properties {
            json.insert(name.to_string(), geojson::value_json(value));
        }
        let ids: Vec<&str> =
            gap.points.iter().map(|&p| points[p as usize].id.as_str()).collect();
        json.insert("demand".to_owned(), json!(ids));
        Value::Object(json)
    };
    features(loaded, evaluation, level).zip(gaps).map(gap).collect()
}
