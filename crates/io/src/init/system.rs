//! The coordinate systems of the files, judged by each other.

use super::look::Looked;
use super::question::Question;
use super::role::Role;
use crate::doctor::datum::Part;
use crate::doctor::systems::{Witness, verdicts};
use crate::network_file::{NetworkFile, is_network};
use crate::osm::Asked;
use crate::project::Input;
use std::path::Path;

/// Gives every file that is not what it says, or says nothing and is not WGS 84, its system.
pub(super) fn judge(folder: &Path, files: &mut [Looked], questions: &mut Vec<Question>) {
    let witnesses: Vec<(usize, Witness)> = files
        .iter()
        .enumerate()
        .filter_map(|(nth, file)| Some((nth, witness(folder, file)?)))
        .collect();
    let (places, witnesses): (Vec<usize>, Vec<Witness>) = witnesses.into_iter().unzip();
    for verdict in verdicts(&witnesses) {
        for &nth in &verdict.files {
            let file = &mut files[places[nth]];
            if !verdict.is_certain() {
                let likeliest = verdict.hypothesis.crs.key().into_owned();
                questions.push(Question::System { file: file.path.clone(), likeliest });
            }
            file.verdict = Some(verdict.clone());
        }
    }
}

fn witness(folder: &Path, file: &Looked) -> Option<Witness> {
    let part = match file.role {
        Role::Stations | Role::Entrances | Role::Resources => Part::Stations,
        Role::Demand => Part::Demand,
        Role::Grids | Role::DemandAndGrids => Part::Grids,
        Role::Barriers => Part::Barriers,
        Role::Streets => Part::Streets,
        Role::None | Role::StudyArea | Role::Table | Role::Needs => return None,
    };
    if let Some(rows) = &file.rows {
        return Some(Witness::of(rows, &Input::new(&file.path), part));
    }
    let path = folder.join(&file.path);
    let lines = if is_network(&path) {
        NetworkFile::open(&path).ok()?.network.to_lines()
    } else {
        Asked::default().read(&path).ok()?.lines
    };
    Some(Witness::of_osm(&file.path, &lines))
}
