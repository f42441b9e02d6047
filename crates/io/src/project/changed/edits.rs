//! Stations that move, get another level, or close.

use super::wanted::Wanted;
use super::{Changer, Said};
use crate::columns::STATIONS;
use crate::coordinates::Coordinates;
use crate::error::ReadError;
use crate::finding::ScenarioFault;
use crate::level;
use crate::project::nearest;
use crate::scenario::{Listed, Move, Relevel};
use crate::stations::door;
use rustc_hash::FxHashMap;
use walkshed::model::Station;
use walkshed::scenario::{Edit, StationEdit};

impl Changer<'_> {
    /// All edits, in order; `added` stations stand behind those that are there.
    pub(super) fn edits(
        &mut self,
        said: Said<'_>,
        added: &[Station],
    ) -> Result<Vec<StationEdit>, ReadError> {
        let mut wanted = self.moves(said)?;
        wanted.append(&mut self.levels(said)?);
        wanted.append(&mut self.closings(said)?);
        let stations = self.district.stations.iter().chain(added);
        let numbered = stations.zip(0..).map(|(station, nth)| (station.id.as_str(), nth));
        let places: FxHashMap<&str, u32> = numbered.collect();
        let mut edits = Vec::new();
        for (wanted, edit) in wanted {
            if let Some(&station) = places.get(wanted.id.as_str()) {
                edits.push(StationEdit { station, edit });
            } else {
                let ids = self.district.stations.iter().chain(added);
                let near = nearest(&wanted.id, ids.map(|station| station.id.as_str()));
                let fault = ScenarioFault::NoStation { near: near.map(str::to_owned) };
                self.loader.findings.push(wanted.finding(fault));
            }
        }
        Ok(edits)
    }

    fn moves(&mut self, said: Said<'_>) -> Result<Vec<(Wanted, Edit)>, ReadError> {
        let mut all = Vec::new();
        for moved in &said.scenario.move_stations {
            match moved {
                Move::To { id, position } => {
                    let wanted = Wanted::said(said, "move_stations", id);
                    all.push((wanted, Edit::Move(*position)));
                }
                Move::File(input) => {
                    let (rows, columns) =
                        self.id_file("move_stations", input, &STATIONS)?;
                    let findings = &mut self.loader.findings;
                    let coordinates = Coordinates::of(&rows, &columns, findings)?;
                    all.append(&mut self.sound(&rows, |row| {
                        let wanted = Wanted::of_row(&rows, row, columns.get("id"))?;
                        Ok((wanted, Edit::Move(door(row, &coordinates)?)))
                    })?);
                }
            }
        }
        Ok(all)
    }

    fn levels(&mut self, said: Said<'_>) -> Result<Vec<(Wanted, Edit)>, ReadError> {
        let mut all = Vec::new();
        for relevel in &said.scenario.relevel_stations {
            match relevel {
                Relevel::To { id, level } => {
                    let wanted = Wanted::said(said, "relevel_stations", id);
                    all.push((wanted, Edit::Relevel(*level)));
                }
                Relevel::File(input) => {
                    let (rows, columns) =
                        self.id_file("relevel_stations", input, &STATIONS)?;
                    let level = level::Source::of(&rows, &columns, input, &STATIONS)?;
                    let names = &self.loader.project.level_names;
                    all.append(&mut self.sound(&rows, |row| {
                        let wanted = Wanted::of_row(&rows, row, columns.get("id"))?;
                        Ok((wanted, Edit::Relevel(level.read(row, names)?)))
                    })?);
                }
            }
        }
        Ok(all)
    }

    fn closings(&mut self, said: Said<'_>) -> Result<Vec<(Wanted, Edit)>, ReadError> {
        let mut all = Vec::new();
        for listed in &said.scenario.close_stations {
            match listed {
                Listed::Id(id) => {
                    all.push((Wanted::said(said, "close_stations", id), Edit::Close));
                }
                Listed::File(input) => {
                    let (rows, columns) =
                        self.id_file("close_stations", input, &STATIONS)?;
                    let id = columns.get("id");
                    let close = |wanted| (wanted, Edit::Close);
                    all.append(
                        &mut self.sound(&rows, |row| {
                            Wanted::of_row(&rows, row, id).map(close)
                        })?,
                    );
                }
            }
        }
        Ok(all)
    }
}
