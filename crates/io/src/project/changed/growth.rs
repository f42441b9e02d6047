//! Growth of the demand that is there: whom each factor is for.

use super::wanted::Wanted;
use super::{Changer, Said, id_of};
use crate::columns::{Columns, GROWTH};
use crate::error::ReadError;
use crate::finding::{Problem, ScenarioFault};
use crate::normalize;
use crate::project::scenarios::millionths_of;
use crate::project::{Input, nearest};
use crate::rows::{Fault, Row};
use crate::scenario::{Factor, Growth};
use rustc_hash::FxHashMap;
use walkshed::model::{District, undated};
use walkshed::scenario::Scaling;

const KEY: &str = "scale_demand";

impl Changer<'_> {
    /// All factors, in order, with the places of the points that they are for.
    pub(super) fn growth(&mut self, said: Said<'_>) -> Result<Vec<Scaling>, ReadError> {
        let mut all = Vec::new();
        let mut residents = Residents::default();
        for one in &said.scenario.scale_demand {
            all.append(&mut match one {
                Growth::By(factor) => self.factor(said, factor, &mut residents),
                Growth::File(input) => self.factors(input, &mut residents)?,
            });
        }
        Ok(all)
    }

    fn factor(
        &mut self,
        said: Said<'_>,
        factor: &Factor,
        residents: &mut Residents,
    ) -> Vec<Scaling> {
        let (district, findings) = (&self.district, &mut self.loader.findings);
        let known = district.demand.groups();
        let mut groups = Vec::new();
        for group in &factor.groups {
            let is = |known: &String| known == group || undated(known).0 == group;
            if known.iter().any(is) {
                groups.push(Some(group.clone()));
            } else {
                let near = nearest(group, known.iter().map(String::as_str));
                let fault = ScenarioFault::NoGroup { near: near.map(str::to_owned) };
                findings.push(said.finding(KEY, group, fault));
            }
        }
        if factor.groups.is_empty() {
            groups.push(None);
        }
        let mut points = Vec::new();
        let ids = factor.ids.iter().map(|id| (id, residents.of_id(district, id)));
        let mut found: Vec<_> = ids.collect();
        for name in &factor.communities {
            found.push((name, residents.of_community(district, name)));
        }
        for (name, found) in found {
            match found {
                Ok(mut found) => points.append(&mut found),
                Err(fault) => findings.push(said.finding(KEY, name, fault)),
            }
        }
        points.sort_unstable();
        points.dedup();
        let everybody = factor.ids.is_empty() && factor.communities.is_empty();
        let points = (!everybody).then_some(points);
        let millionths = factor.millionths;
        let scaling = |group| Scaling { group, points: points.clone(), millionths };
        groups.into_iter().map(scaling).collect()
    }

    /// The factors of a file.
    fn factors(
        &mut self,
        input: &Input,
        residents: &mut Residents,
    ) -> Result<Vec<Scaling>, ReadError> {
        let rows = self.loader.rows(KEY, input)?;
        let columns = Columns::bind(&GROWTH, &rows, input, &mut self.loader.findings)?;
        let Some(factor) = columns.get("factor") else {
            return Err(Columns::missing(&rows, &GROWTH, "factor"));
        };
        let [ids, communities] = ["id", "community"].map(|field| columns.get(field));
        if ids.is_none() && communities.is_none() {
            return Err(Columns::missing(&rows, &GROWTH, "id"));
        }
        let read = self.sound(&rows, |row| {
            let millionths = read_factor(row, factor)?;
            let by_id = row.named(ids).is_some() || communities.is_none();
            let column = if by_id { ids } else { communities };
            Ok((Wanted::of_row(&rows, row, column)?, by_id, millionths))
        })?;
        let mut all = Vec::new();
        for (wanted, by_id, millionths) in read {
            let found = if by_id {
                residents.of_id(&self.district, &wanted.id)
            } else {
                residents.of_community(&self.district, &wanted.id)
            };
            match found {
                Ok(points) => {
                    all.push(Scaling { group: None, points: Some(points), millionths });
                }
                Err(fault) => self.loader.findings.push(wanted.finding(fault)),
            }
        }
        Ok(all)
    }
}

fn read_factor(row: &Row, column: usize) -> Result<u32, Fault> {
    let text = row.text(column).unwrap_or_default();
    let factor = normalize::number(&text).and_then(millionths_of);
    let fault = || Fault::cell(column, Problem::Scenario(ScenarioFault::NotAFactor));
    factor.ok_or_else(fault)
}

/// Who lives where, found out when first asked for.
#[derive(Default)]
struct Residents {
    by_id: Option<FxHashMap<String, Vec<u32>>>,
    by_grid: Option<Vec<Vec<u32>>>,
}

impl Residents {
    fn of_id(
        &mut self,
        district: &District,
        id: &str,
    ) -> Result<Vec<u32>, ScenarioFault> {
        let demand = &district.demand;
        let ids = || {
            let mut by_id = FxHashMap::<String, Vec<u32>>::default();
            for (point, nth) in demand.points().iter().zip(0..) {
                by_id.entry(id_of(demand, point).to_owned()).or_default().push(nth);
            }
            by_id
        };
        let found = self.by_id.get_or_insert_with(ids).get(id);
        found.cloned().ok_or(ScenarioFault::NoDemand)
    }

    /// The points of a community, those of its parts included: by its grid (rule 17), or where no
    /// grid is called so, by what they declare.
    fn of_community(
        &mut self,
        district: &District,
        name: &str,
    ) -> Result<Vec<u32>, ScenarioFault> {
        let District { grids, demand, .. } = district;
        let points = || demand.points().iter().zip(0_u32..);
        if let Some(grid) = grids.find(name) {
            let of_grids = || {
                let mut by_grid = vec![Vec::new(); grids.list().len()];
                for (point, nth) in points() {
                    for grid in grids.of(point.community.as_deref(), point.position) {
                        by_grid[grid].push(nth);
                    }
                }
                by_grid
            };
            return Ok(self.by_grid.get_or_insert_with(of_grids)[grid].clone());
        }
        let declares = |point: &walkshed::model::DemandPoint| {
            point.community.as_deref() == Some(name)
        };
        let found: Vec<u32> =
            points().filter(|(point, _)| declares(point)).map(|(_, nth)| nth).collect();
        if !found.is_empty() {
            return Ok(found);
        }
        let names = grids.list().iter().flat_map(|grid| [&*grid.id, &*grid.name]);
        let near = nearest(name, names).map(str::to_owned);
        Err(ScenarioFault::NoCommunity { near })
    }
}
