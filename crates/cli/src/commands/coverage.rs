//! `walkshed coverage`: the main job.

use super::{folder_name, week};
use crate::args::{Coverage, TableFormat};
use crate::failure::Failure;
use crate::session::{Asked, Session};
use crate::sheet::{ByYear, Sheet};
use crate::words::Word;
use crate::workbook::Workbook;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use walkshed::coverage::Evaluation;
use walkshed::land::LandShares;
use walkshed_io::hours::CoveredWeek;
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
    let asked =
        Asked { profiles, norms: args.norms, ..Asked::of(&args.terms, &args.scenario) };
    let mut years = session.load_years(&asked)?;
    let profiles = years.first().map(|year| year.profiles.clone()).unwrap_or_default();
    let mut reports = Vec::new();
    for (nth, profile) in profiles.iter().enumerate() {
        let mut by_year = Vec::new();
        let mut coverages = ByYear::default();
        let (several, mut first) = (years.len() > 1, None);
        for (year, loaded) in years.iter_mut().enumerate() {
            loaded.options.profile = profile.clone();
            let evaluation = if several {
                session.evaluate_year(loaded, &mut first)?
            } else {
                session.evaluate(loaded)?
            };
            let run = (&*loaded, &evaluation);
            let profile = (profiles.len() > 1).then_some(profile.name.as_str());
            write_folder(session, args, profile, run)?;
            coverages.add(loaded, &evaluation, session.lang);
            let shares = args.shares.then(|| land_shares(session, run)).transpose()?;
            let more = More { shares, week: week::of(session, args, run.0)? };
            if let (Some(week), Some(folder)) = (&more.week, folder(args, profile, run.0))
            {
                week::draw(session, &folder, run.0, week)?;
            }
            match args.format {
                TableFormat::Table => write_sheet(session, run, &more, nth + year > 0)?,
                TableFormat::Json => by_year.push(json_report(run, &more)),
            }
        }
        if args.format == TableFormat::Table {
            let lang = session.lang;
            session.write(|out| coverages.write(lang, out))?;
        }
        reports.extend(one_or_all("years", by_year));
    }
    let Some(report) = one_or_all("profiles", reports) else { return Ok(()) };
    session.write(|out| {
        serde_json::to_writer_pretty(&mut *out, &report)?;
        writeln!(out)
    })
}

/// What is asked beside coverage itself.
struct More {
    shares: Option<LandShares>,
    week: Option<CoveredWeek>,
}

/// Measures land.
fn land_shares(
    session: &Session<'_>,
    (loaded, evaluation): (&Loaded, &Evaluation),
) -> Result<LandShares, Failure> {
    let progress = session.progress();
    progress.say(Word::MeasuringLand);
    let drawn = LandShares::DRAWN;
    session.compute(|| LandShares::of(&loaded.district, evaluation, drawn))
}

/// A report alone, or an object with all of them.
fn one_or_all(key: &str, mut reports: Vec<Value>) -> Option<Value> {
    match reports.len() {
        0 => None,
        1 => reports.pop(),
        _ => Some(json!({ key: reports })),
    }
}

fn json_report((loaded, evaluation): (&Loaded, &Evaluation), more: &More) -> Value {
    let mut report = report::coverage(loaded, evaluation);
    if let Some(shares) = &more.shares {
        report["shares"] = report::shares::shares(loaded, evaluation, shares);
    }
    if let Some(week) = &more.week {
        report["week"] = report::week(loaded, week);
    }
    report
}

fn write_sheet(
    session: &mut Session<'_>,
    (loaded, evaluation): (&Loaded, &Evaluation),
    more: &More,
    apart: bool,
) -> Result<(), Failure> {
    let sheet =
        Sheet::new(session.lang, loaded, evaluation).with_shares(more.shares.as_ref());
    session.write(|out| {
        if apart {
            writeln!(out, "\n")?;
        }
        match &more.week {
            Some(week) => sheet.write_week(week, out),
            None => sheet.write(out),
        }
    })
}

/// The folder of one profile and year: its own where there are several.
fn folder(args: &Coverage, profile: Option<&str>, loaded: &Loaded) -> Option<PathBuf> {
    let mut folder = args.layers.out.clone()?;
    folder.extend(profile.map(folder_name));
    folder
        .extend(loaded.year.filter(|_| args.terms.year.is_none()).map(|y| y.to_string()));
    Some(folder)
}

/// The layers of one profile and year, in a folder of their own where there are several.
fn write_folder(
    session: &mut Session<'_>,
    args: &Coverage,
    profile: Option<&str>,
    run: (&Loaded, &Evaluation),
) -> Result<(), Failure> {
    let Some(folder) = folder(args, profile, run.0) else { return Ok(()) };
    for format in &args.layers.layer_formats {
        write_layers(session, *format, Options { bom: args.layers.bom }, &folder, run)?;
    }
    Ok(())
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
