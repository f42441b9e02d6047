//! Which themes every community has, within a walk and inside its borders.

use super::{Circles, Place, Reach};
use crate::community::Communities;
use crate::model::{District, Facts, Resource};

/// Communities by themes: how many places of each theme lie in the circles of the community's
/// centers, and inside the community. A zero is a gap.
///
/// # Shape
///
/// One row a community, in the order of [`Communities::list`]; one cell a theme, in the order that
/// was asked for.
///
/// # References
///
/// Baoji's 1个驿站+N个功能, a matrix of theme stations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThemeMatrix {
    /// The themes, one a column.
    pub themes: Vec<String>,
    /// One row a community.
    pub rows: Vec<ThemeRow>,
}

/// The themes of one community.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThemeRow {
    /// How many centers it has.
    pub centers: usize,
    /// Places in the circles of its centers, those themselves among them, each once.
    pub within: Vec<u32>,
    /// Places inside the community.
    pub inside: Vec<u32>,
}

impl ThemeMatrix {
    /// Counts the places of every theme that are asked for.
    #[must_use]
    pub fn of(
        district: &District,
        resources: &[Resource],
        communities: &Communities,
        reach: &Reach,
        circles: &Circles,
        themes: Vec<String>,
        is_asked: &dyn Fn(Place) -> bool,
    ) -> Self {
        let facts = |place: Place| match place {
            Place::Station(s) => &district.stations[s as usize].facts,
            Place::Resource(r) => &resources[r as usize].facts,
        };
        let count = |places: &mut Vec<Place>| -> Vec<u32> {
            places.sort_unstable();
            places.dedup();
            let has = |theme: &String, facts: &Facts| facts.themes.contains(theme);
            let of =
                |theme| places.iter().filter(|&&p| has(theme, facts(p))).count() as u32;
            themes.iter().map(of).collect()
        };
        let mut homes: Vec<Vec<Place>> = vec![Vec::new(); communities.list().len()];
        for (nth, resource) in (0..).zip(resources) {
            let asked = is_asked(Place::Resource(nth));
            let home = communities.of_resource(district, resource).filter(|_| asked);
            if let Some(home) = home {
                homes[home].push(Place::Resource(nth));
            }
        }
        let row =
            |(community, mut inside): (&crate::community::Community, Vec<Place>)| {
                let counted = community.stations.iter().filter(|&&s| reach.counts(s));
                inside.extend(counted.clone().map(|&s| Place::Station(s)));
                let own: Vec<_> = counted.filter_map(|&s| circles.of_center(s)).collect();
                let members = own.iter().flat_map(|circle| &circle.members);
                let mut within: Vec<Place> = members.map(|member| member.place).collect();
                within.extend(own.iter().map(|circle| Place::Station(circle.center)));
                within.retain(|&place| is_asked(place));
                inside.retain(|&place| is_asked(place));
                ThemeRow {
                    centers: own.len(),
                    within: count(&mut within),
                    inside: count(&mut inside),
                }
            };
        let rows = communities.list().iter().zip(homes).map(row).collect();
        Self { themes, rows }
    }

    /// How many communities have a theme within a walk, by theme.
    #[must_use]
    pub fn communities_with(&self) -> Vec<usize> {
        let with =
            |theme| self.rows.iter().filter(move |row| row.within[theme] > 0).count();
        (0..self.themes.len()).map(with).collect()
    }
}
