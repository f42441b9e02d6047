//! Service circles and the audit of a loaded project: the core's questions, asked in the words of
//! the project's vocabulary.

use crate::Loaded;
use crate::pack::TermKind;
use walkshed::audit::{Audit, Audited};
use walkshed::circle::{Circles, Place, Presence, Reach, ThemeMatrix};
use walkshed::community::Communities;
use walkshed::coverage::Evaluation;
use walkshed::model::{Budget, Facts};

/// The service circles of a project, and what is read from the same walks.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Circled {
    /// Who walks where.
    pub reach: Reach,
    /// The circle of every center.
    pub circles: Circles,
    /// The communities.
    pub communities: Communities,
    /// Whether every community has a station.
    pub presence: Presence,
    /// Communities by themes, those of the vocabulary first.
    pub matrix: ThemeMatrix,
}

impl Circled {
    /// Draws the circles round the stations of a level within a budget.
    ///
    /// Status, day and hour choose the centers; the words that were asked for (kind, theme,
    /// service, group, facility) choose what lies in their circles.
    ///
    /// # Cost
    ///
    /// One bounded search a station.
    ///
    /// # Examples
    ///
    /// ```
    /// use walkshed_io::{Circled, Project};
    ///
    /// let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../datasets/fengqing");
    /// let loaded = Project::open(folder.as_ref())?.load(&|_| {})?;
    /// let circled = Circled::of(&loaded, "15min".parse().unwrap(), 2);
    /// assert_eq!(circled.circles.circles.len(), 4); // the community centers
    /// # Ok::<(), walkshed_io::ReadError>(())
    /// ```
    #[must_use]
    pub fn of(loaded: &Loaded, budget: Budget, level: u8) -> Self {
        let (district, resources) = (&loaded.district, &loaded.resources);
        let plain = loaded.standings_without_words().map(|standings| {
            let mut plain = district.clone();
            for (station, standing) in plain.stations.iter_mut().zip(standings) {
                station.standing = standing;
            }
            plain
        });
        let all = plain.as_ref().unwrap_or(district);
        let reach = Reach::of(all, resources, &loaded.options, budget, level);
        let selected = loaded.selected.as_ref().map(|selected| &selected.selection);
        let is_asked = |place: Place| match place {
            Place::Station(s) => district.stations[s as usize].counts(),
            Place::Resource(r) => selected.is_none_or(|selection| {
                let facts = &resources[r as usize].facts;
                selection.matches(facts, &loaded.packs.vocabulary)
            }),
        };
        let circles = Circles::among(all, resources, &reach, &is_asked);
        let communities = Communities::of(district);
        let presence = Presence::of(district, &communities, &reach);
        let themes = loaded.themes();
        let matrix = ThemeMatrix::of(
            district,
            resources,
            &communities,
            &reach,
            &circles,
            themes,
            &is_asked,
        );
        Self { reach, circles, communities, presence, matrix }
    }

    /// The walks to those stations alone that count by the words, too, as an audit asks for.
    ///
    /// # Cost
    ///
    /// None without words, else that of [`Reach::of`].
    #[must_use]
    pub fn counted_reach(&self, loaded: &Loaded) -> Reach {
        let Reach { budget, level, .. } = self.reach;
        if loaded.standings_without_words().is_none() {
            return self.reach.clone();
        }
        Reach::of(&loaded.district, &loaded.resources, &loaded.options, budget, level)
    }
}

impl Loaded {
    /// Audits what was evaluated, with the walks within the budget of the last level.
    ///
    /// # Cost
    ///
    /// One bounded search a station.
    #[must_use]
    pub fn audit(&self, evaluation: &Evaluation, reach: &Reach) -> Audit {
        let offers = |service: &str, item: &str| {
            self.packs.vocabulary.is_within(TermKind::Service, service, item)
        };
        Audit::of(Audited {
            district: &self.district,
            resources: &self.resources,
            needs: &self.needs,
            pattern: self.pattern.as_ref(),
            norms: self.norms.as_ref(),
            evaluation,
            reach,
            offers: &offers,
        })
    }

    /// The themes that stations and resources have: those of the vocabulary in its order, then
    /// others in the order of their words.
    #[must_use]
    pub fn themes(&self) -> Vec<String> {
        let stations = self.district.stations.iter().map(|station| &station.facts);
        let resources = self.resources.iter().map(|resource| &resource.facts);
        let mut used: Vec<&String> =
            stations.chain(resources).flat_map(|facts| &facts.themes).collect();
        used.sort_unstable();
        used.dedup();
        let terms = self.packs.vocabulary.terms();
        let place = |theme: &str| {
            let is = |term: &&crate::pack::Term| {
                term.kind == TermKind::Theme && term.id == theme
            };
            terms.iter().position(|term| is(&term)).unwrap_or(terms.len())
        };
        used.sort_by_key(|theme| place(theme));
        used.into_iter().cloned().collect()
    }

    /// Id, name and facts of a place in a circle.
    pub(crate) fn place(&self, place: Place) -> (&str, &str, &Facts) {
        match place {
            Place::Station(s) => {
                let station = &self.district.stations[s as usize];
                (&station.id, &station.name, &station.facts)
            }
            Place::Resource(r) => {
                let resource = &self.resources[r as usize];
                (&resource.id, &resource.name, &resource.facts)
            }
        }
    }
}
