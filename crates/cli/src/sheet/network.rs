//! What a network file holds, for people.

use crate::figures::{count, grouped, plain};
use crate::table::{Column, Table};
use crate::words::{Word, Words};
use std::io::{self, Write};
use walkshed::LngLat;
use walkshed::model::ExtentSource;
use walkshed_io::Lang;
use walkshed_io::network_file::{NetworkFile, Summary};

/// Digits of a hash that are enough to tell two files apart.
const DIGITS: usize = 12;
/// Widest value.
const WIDEST: usize = 80;

/// A network file on one page.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NetworkSheet<'f> {
    pub(crate) lang: Words,
    pub(crate) file: &'f NetworkFile,
    pub(crate) summary: &'f Summary,
}

impl NetworkSheet<'_> {
    pub(crate) fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let (lang, about, sum) = (self.lang, &self.file.about, self.summary);
        writeln!(out, "{}\n", sum.file)?;
        let mut facts = Table::new([Column::text(""), Column::text("").at_most(WIDEST)]);
        let mut say =
            |word, value: String| facts.push([lang.say(word).to_owned(), value]);
        say(Word::Streets, lang.streets_of(sum.streets, sum.length_m));
        say(Word::Nodes, count(sum.nodes));
        let (islands, island_m) = sum.islands;
        say(Word::Islands, lang.streets_of(islands, island_m));
        for &(corners, source) in about.extent() {
            say(Word::Extent, lang.mapped_box(corners, source));
        }
        if let Some(clip) = &about.clip {
            say(Word::Clip, lang.clip(clip.project.as_deref(), clip.reach_m));
        }
        say(Word::Ferries, lang.say(yes(about.ferries)).to_owned());
        for source in &about.sources {
            let hash: String = source.sha256.chars().take(DIGITS).collect();
            say(Word::Source, lang.file(&source.file, "wgs84", &hash));
        }
        for licence in &about.licences {
            say(Word::Licence, licence.clone());
        }
        say(Word::Engine, about.engine.clone());
        say(Word::Size, lang.size(sum.bytes, sum.bytes_per_million_nodes()));
        facts.write(out)
    }
}

fn yes(there: bool) -> Word {
    if there { Word::Included } else { Word::NotIncluded }
}

impl Words {
    /// Streets and their length.
    fn streets_of(self, streets: usize, length_m: f64) -> String {
        let (streets, km) = (count(streets), plain((length_m / 100.0).round() / 10.0));
        match self.0 {
            Lang::En => format!("{streets}, {km} km"),
            Lang::Zh => format!("{streets}条,{km}公里"),
        }
    }

    fn mapped_box(self, (low, high): (LngLat, LngLat), source: ExtentSource) -> String {
        let sides = [low.lng(), low.lat(), high.lng(), high.lat()];
        let sides = sides.map(|degrees| format!("{degrees:.4}")).join(",");
        match (self.0, source) {
            (Lang::En, ExtentSource::Nodes) => {
                format!("{sides} (the box around the streets, for want of better)")
            }
            (Lang::Zh, ExtentSource::Nodes) => {
                format!("{sides}(道路外接矩形,推定)")
            }
            _ => sides,
        }
    }

    /// What a network was clipped to.
    fn clip(self, project: Option<&str>, reach_m: f64) -> String {
        let reach = plain(reach_m);
        match (self.0, project) {
            (Lang::En, Some(project)) => {
                format!("{project}, and {reach} m on foot around it")
            }
            (Lang::En, None) => {
                format!("a box, and {reach} m on foot around it")
            }
            (Lang::Zh, Some(project)) => {
                format!("{project}及其周边步行{reach}米")
            }
            (Lang::Zh, None) => format!("指定矩形及其周边步行{reach}米"),
        }
    }

    /// Bytes of a file, and of one with a million nodes.
    fn size(self, bytes: u64, per_million: Option<u64>) -> String {
        let mega = |bytes: u64| plain((bytes as f64 / 1e5).round() / 10.0);
        let Some(per_million) = per_million.map(mega) else {
            return grouped(bytes);
        };
        let size = mega(bytes);
        match self.0 {
            Lang::En => {
                format!("{size} MB, {per_million} MB per million nodes")
            }
            Lang::Zh => {
                format!("{size} MB,每百万节点{per_million} MB")
            }
        }
    }
}
