//! `walkshed explain`: one walk, street by street.

use crate::args::{Explain, GapFormat};
use crate::failure::Failure;
use crate::session::{Asked, Session};
use crate::sheet::Walks;
use crate::words::Word;
use serde_json::{Value, json};
use walkshed::LngLat;
use walkshed::explain::Explanation;
use walkshed_io::hours::{NearOffer, near_offers};
use walkshed_io::layers::walks;
use walkshed_io::write::geojson::{self, Header};
use walkshed_io::{Loaded, report};

pub(crate) fn run(session: &mut Session<'_>, args: &Explain) -> Result<(), Failure> {
    let loaded = session.load(&Asked::of(&args.terms, &args.scenario))?;
    let (district, options, at) = (&loaded.district, &loaded.options, args.from.0);
    let progress = session.progress();
    progress.say(Word::Searching);
    let explanation = session.compute(|| Explanation::of(district, options, at))?;
    drop(progress);
    if let Err(untied) = explanation.snap {
        return Err(Failure::Untied { at, untied });
    }
    let offers = session.compute(|| offers(&loaded, at))?;
    match args.format {
        GapFormat::Table => {
            let walks =
                Walks { lang: session.lang, loaded: &loaded, answer: &explanation };
            session.write(|out| {
                walks.write(out)?;
                offers.as_deref().map_or(Ok(()), |offers| walks.write_offers(offers, out))
            })
        }
        GapFormat::Json => {
            let report = to_json(&loaded, &explanation, offers.as_deref());
            session.write(|out| {
                serde_json::to_writer_pretty(&mut *out, &report)?;
                writeln!(out)
            })
        }
        GapFormat::Geojson => {
            let header = header(&loaded, &explanation);
            let features = walks::walks(district, &explanation);
            session
                .write(|mut out| geojson::write(&mut out, &header, features.into_iter()))
        }
    }
}

fn header(loaded: &Loaded, explanation: &Explanation) -> Header {
    let from = [explanation.at.lng(), explanation.at.lat()];
    report::header_on("walks", loaded, &loaded.options).with("from", json!(from))
}

/// The walks with their stretches, and what was asked.
fn to_json(
    loaded: &Loaded,
    explanation: &Explanation,
    offers: Option<&[NearOffer]>,
) -> Value {
    let members = header(loaded, explanation).members;
    let mut report: serde_json::Map<String, Value> = members.into_iter().collect();
    report.insert("levels".to_owned(), walks::levels(&loaded.district, explanation));
    if let Some(offers) = offers {
        report.insert("offers".to_owned(), report::offers(loaded, offers));
    }
    Value::Object(report)
}

/// Who offers the service that is asked for nearby, and when next, where a moment is given.
fn offers(loaded: &Loaded, place: LngLat) -> Option<Vec<NearOffer>> {
    let asked = &loaded.selected.as_ref()?.selection;
    let at = asked.at.filter(|_| !asked.services.is_empty())?;
    Some(near_offers(loaded, place, &asked.services, at))
}
