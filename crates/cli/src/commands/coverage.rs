//! `walkshed coverage`: the main job.

use crate::args::{Coverage, TableFormat};
use crate::failure::Failure;
use crate::session::{Asked, Session};
use crate::sheet::Sheet;
use crate::words::Word;
use crate::workbook::Workbook;
use serde_json::{Value, json};
use std::path::Path;
use walkshed::coverage::Evaluation;
use walkshed::land::LandShares;
use walkshed_io::write::{Format, Options};
use walkshed_io::{Loaded, report, write};

pub(crate) fn run(session: &mut Session<'_>, args: &Coverage) -> Result<(), Failure> {
    let mut profiles: Vec<&str> = Vec::new();
    let names = args.terms.profile.iter().flat_map(|names| names.split(','));
    for name in names.map(str::trim) {
        if !profiles.contains(&name) {
            profiles.push(name);
        }
    }
    let asked = Asked { profiles, ..Asked::from(&args.terms) };
    let mut loaded = session.load(&asked)?;
    let profiles = loaded.profiles.clone();
    let options = Options { bom: args.bom };
    let mut reports = Vec::new();
    for (nth, profile) in profiles.iter().enumerate() {
        loaded.options.profile = profile.clone();
        let evaluation = session.evaluate(&loaded)?;
        let folder = match profiles.len() {
            1 => args.out.clone(),
            _ => args.out.as_ref().map(|folder| folder.join(folder_name(&profile.name))),
        };
        if let Some(folder) = folder {
            for format in &args.layer_formats {
                let run = (&loaded, &evaluation);
                write_layers(session, *format, options, &folder, run)?;
            }
        }
        let shares = args.shares.then(|| land_shares(session, &loaded, &evaluation));
        let shares = shares.transpose()?;
        match args.format {
            TableFormat::Table => {
                let sheet = Sheet::new(session.lang, &loaded, &evaluation);
                let sheet = sheet.with_shares(shares.as_ref());
                session.write(|out| {
                    if nth > 0 {
                        writeln!(out, "\n")?;
                    }
                    sheet.write(out)
                })?;
            }
            TableFormat::Json => {
                let mut report = report::coverage(&loaded, &evaluation);
                if let Some(shares) = &shares {
                    report["shares"] =
                        report::shares::shares(&loaded, &evaluation, shares);
                }
                reports.push(report);
            }
        }
    }
    write_reports(session, reports)
}

/// Measures land.
fn land_shares(
    session: &Session<'_>,
    loaded: &Loaded,
    evaluation: &Evaluation,
) -> Result<LandShares, Failure> {
    let progress = session.progress();
    progress.say(Word::MeasuringLand);
    let drawn = LandShares::DRAWN;
    session.compute(|| LandShares::of(&loaded.district, evaluation, drawn))
}

/// One object for one profile; for several, an object with one for each.
fn write_reports(
    session: &mut Session<'_>,
    mut reports: Vec<Value>,
) -> Result<(), Failure> {
    let report = match reports.len() {
        0 => return Ok(()),
        1 => reports.remove(0),
        _ => json!({ "profiles": reports }),
    };
    session.write(|out| {
        serde_json::to_writer_pretty(&mut *out, &report)?;
        writeln!(out)
    })
}

/// A profile's name as the name of a folder: never a way out of the one it stands in.
fn folder_name(profile: &str) -> String {
    let plain = profile.replace(['/', '\\', ':'], "_");
    if plain.trim_matches('.').is_empty() { "_".to_owned() } else { plain }
}

fn write_layers(
    session: &mut Session<'_>,
    format: Format,
    options: Options,
    folder: &Path,
    (loaded, evaluation): (&Loaded, &Evaluation),
) -> Result<(), Failure> {
    let progress = session.progress();
    progress.say(Word::Writing);
    let lang = session.lang;
    let written = match format {
        Format::Xlsx => Workbook { lang, loaded, evaluation }.write(folder)?,
        _ => write::write_layers(folder, loaded, evaluation, format, options)?,
    };
    drop(progress);
    session.tell_written(&written);
    Ok(())
}
