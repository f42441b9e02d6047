//! What the answer was computed from, and on whose terms (rule 26).

use crate::table::{Column, Table, cut};
use crate::words::{Word, Words};
use std::io::{self, Write};
use walkshed_io::Loaded;

/// Digits of a hash that are enough to tell two files apart.
const DIGITS: usize = 12;
/// Widest value.
const WIDEST: usize = 80;
/// Widest path, so that its hash stays in sight.
const WIDEST_PATH: usize = 40;

pub(super) fn write(lang: Words, loaded: &Loaded, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "\n{}", lang.say(Word::SourcesTitle))?;
    let mut facts = Table::new([Column::text(""), Column::text("").at_most(WIDEST)]);
    for file in &loaded.inputs {
        let hash: String = file.sha256.chars().take(DIGITS).collect();
        let path = cut(&file.path, WIDEST_PATH);
        let role = lang.role(file.role).to_owned();
        facts.push([role, lang.file(&path, &file.crs.label(), &hash)]);
    }
    let mut say = |word, value: String| facts.push([lang.say(word).to_owned(), value]);
    if loaded.district.network.is_some() {
        say(Word::Extent, lang.extent(&loaded.district.extent).to_owned());
    }
    say(Word::DemandPoint, lang.say(Word::Centroid).to_owned());
    for (path, spacing_m) in &loaded.samplings {
        say(Word::Sampled, lang.spacing(path, *spacing_m));
    }
    for split in &loaded.splits {
        say(Word::People, lang.split(split));
    }
    if loaded.licences.is_empty() && loaded.district.network.is_some() {
        say(Word::Licence, lang.say(Word::NoLicence).to_owned());
    }
    for licence in &loaded.licences {
        say(Word::Licence, licence.clone());
    }
    say(Word::Engine, concat!("walkshed ", env!("CARGO_PKG_VERSION")).to_owned());
    facts.write(out)
}
