//! Streets that are given up: by id, or those inside polygons.

use super::wanted::Wanted;
use super::{Changer, Said};
use crate::columns::{Columns, STREETS};
use crate::error::ReadError;
use crate::finding::{Finding, Problem, ScenarioFault};
use crate::normalize;
use crate::project::Input;
use crate::project::streets::StreetFiles;
use crate::scenario::Listed;
use geo::{BoundingRect, Geometry, Intersects, LineString, Polygon, Rect, Relate};
use rustc_hash::FxHashMap;
use walkshed::LngLat;
use walkshed::network::lines::StreetId;

/// What is to go.
#[derive(Default)]
struct Unwanted {
    /// Ids, and whether a street is called so.
    ids: Vec<(Wanted, bool)>,
    areas: Vec<Area>,
}

/// Polygons of a file.
struct Area {
    file: String,
    shapes: Vec<(Polygon, Rect)>,
    /// Whether a street lies inside.
    met: bool,
}

impl Changer<'_> {
    /// Takes streets away from the files that they came from.
    pub(super) fn remove_streets(
        &mut self,
        said: Said<'_>,
        files: &mut StreetFiles,
    ) -> Result<(), ReadError> {
        let mut unwanted = Unwanted::default();
        for listed in &said.scenario.remove_streets {
            match listed {
                Listed::Id(id) => {
                    let wanted = Wanted::said(said, "remove_streets", id);
                    unwanted.ids.push((wanted, false));
                }
                Listed::File(input) => self.unwanted(input, &mut unwanted)?,
            }
        }
        let Unwanted { ids, areas } = &mut unwanted;
        let mut by_id: FxHashMap<StreetId, Vec<usize>> = FxHashMap::default();
        for (nth, (wanted, _)) in ids.iter().enumerate() {
            for id in meant(&wanted.id) {
                by_id.entry(id).or_default().push(nth);
            }
        }
        if by_id.is_empty() && areas.is_empty() {
            return Ok(());
        }
        files.remove(|id, places| {
            let mut goes = false;
            for &nth in by_id.get(id).into_iter().flatten() {
                (goes, ids[nth].1) = (true, true);
            }
            for area in areas.iter_mut().filter(|area| area.holds(places)) {
                (goes, area.met) = (true, true);
            }
            goes
        });
        let findings = &mut self.loader.findings;
        for (wanted, _) in unwanted.ids.iter().filter(|(_, met)| !met) {
            findings.push(wanted.finding(ScenarioFault::NoStreet));
        }
        for area in unwanted.areas.iter().filter(|area| !area.met) {
            let problem = Problem::Scenario(ScenarioFault::NoStreetInside);
            findings.push(Finding::new(&area.file, problem));
        }
        Ok(())
    }

    /// What a file names: polygons, or ids of any other rows.
    fn unwanted(
        &mut self,
        input: &Input,
        unwanted: &mut Unwanted,
    ) -> Result<(), ReadError> {
        let rows = self.loader.rows("remove_streets", input)?;
        let columns = Columns::bind(&STREETS, &rows, input, &mut self.loader.findings)?;
        let id = columns.get("id");
        let read = self.sound(&rows, |row| match row.geometry.clone()? {
            Some(Geometry::Polygon(polygon)) => Ok(Err(vec![polygon])),
            Some(Geometry::MultiPolygon(polygons)) => Ok(Err(polygons.0)),
            _ => Wanted::of_row(&rows, row, id).map(Ok),
        })?;
        let mut shapes = Vec::new();
        for one in read {
            match one {
                Ok(wanted) => unwanted.ids.push((wanted, false)),
                Err(polygons) => shapes.extend(polygons.into_iter().filter_map(boxed)),
            }
        }
        if !shapes.is_empty() {
            unwanted.areas.push(Area { file: rows.file, shapes, met: false });
        }
        Ok(())
    }
}

fn boxed(polygon: Polygon) -> Option<(Polygon, Rect)> {
    let around = polygon.bounding_rect()?;
    Some((polygon, around))
}

/// The streets that an id may mean.
fn meant(id: &str) -> Vec<StreetId> {
    let mut all = vec![StreetId::Own(id.into())];
    let plain = normalize::plain(id).to_lowercase();
    let of = |kind: &str| {
        let number = plain.strip_prefix(kind)?;
        number.trim_start_matches(['/', ' ']).parse::<i64>().ok()
    };
    all.extend(of("way").or_else(|| plain.parse().ok()).map(StreetId::Way));
    all.extend(of("relation").map(StreetId::Relation));
    all
}

impl Area {
    /// Whether a line lies wholly inside one polygon, its border included.
    fn holds(&self, places: &[LngLat]) -> bool {
        let mut line = None;
        self.shapes.iter().any(|(polygon, around)| {
            let inside = |at: &LngLat| around.intersects(&geo::Coord::from(*at));
            if !places.iter().all(inside) {
                return false;
            }
            let coordinates = || places.iter().map(|&at| geo::Coord::from(at)).collect();
            let line = line.get_or_insert_with(|| LineString(coordinates()));
            polygon.relate(&*line).is_covers()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_may_be_that_of_a_way_or_of_a_street_of_ones_own() {
        let own = |id: &str| StreetId::Own(id.into());
        assert_eq!(meant("R-7"), [own("R-7")]);
        assert_eq!(meant("123"), [own("123"), StreetId::Way(123)]);
        assert_eq!(meant("way/123"), [own("way/123"), StreetId::Way(123)]);
        assert_eq!(meant("Way １23"), [own("Way １23"), StreetId::Way(123)]);
        assert_eq!(meant("relation/4"), [own("relation/4"), StreetId::Relation(4)]);
    }

    #[test]
    fn a_line_on_the_border_is_inside_and_one_that_leaves_is_not() {
        let at = |x, y| LngLat::new(x, y).unwrap();
        // a U: its arms are inside, what lies between them is not
        let corners: [(f64, f64); 9] = [
            (0.0, 0.0),
            (3.0, 0.0),
            (3.0, 3.0),
            (2.0, 3.0),
            (2.0, 1.0),
            (1.0, 1.0),
            (1.0, 3.0),
            (0.0, 3.0),
            (0.0, 0.0),
        ];
        let shape = Polygon::new(LineString::from(corners.to_vec()), Vec::new());
        let shapes = boxed(shape).into_iter().collect();
        let u = Area { file: String::new(), shapes, met: false };
        assert!(u.holds(&[at(0.0, 0.0), at(3.0, 0.0)]));
        assert!(u.holds(&[at(0.5, 2.0), at(0.5, 0.5), at(2.5, 0.5)]));
        assert!(!u.holds(&[at(0.5, 2.0), at(2.5, 2.0)]));
        assert!(!u.holds(&[at(0.5, 2.0), at(0.5, 4.0)]));
        let none = Area { file: String::new(), shapes: Vec::new(), met: false };
        assert!(!none.holds(&[at(0.5, 2.0)]));
    }
}
