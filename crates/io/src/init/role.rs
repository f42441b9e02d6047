//! What a file is for: its geometry first, then its columns, then its name.

use super::look::Looked;
use super::question::Question;
use crate::normalize;

/// The role of a file in a project.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Not used.
    None,
    Stations,
    Demand,
    /// Areas that are both: people live in them, and answers are given by them.
    DemandAndGrids,
    Grids,
    Streets,
    Barriers,
    StudyArea,
    /// Doors of stations that have several.
    Entrances,
    /// What else lies in a service circle.
    Resources,
    /// What people asked for.
    Needs,
    /// A table without places: it can only be joined.
    Table,
}

impl Role {
    /// What it is called in a scenario.
    pub(super) fn key_of_plan(self) -> &'static str {
        match self {
            Self::Stations => "add_stations",
            Self::Demand => "add_demand",
            Self::Streets => "add_streets",
            role => role.key(),
        }
    }

    pub(super) fn key(self) -> &'static str {
        match self {
            Self::None => "not used",
            Self::Stations => "stations",
            Self::Demand => "demand",
            Self::DemandAndGrids => "demand, grids",
            Self::Grids => "grids",
            Self::Streets => "streets",
            Self::Barriers => "barriers",
            Self::StudyArea => "study_area",
            Self::Entrances => "entrances",
            Self::Resources => "resources",
            Self::Needs => "needs",
            Self::Table => "join",
        }
    }
}

/// Parts of file names, and what they hint at; the first that fits wins.
const NAMES: [(Role, &[&str]); 9] = [
    (Role::Entrances, &["entrance", "gate", "出入口", "入口", "大门"]),
    (Role::Resources, &["resource", "outlet", "资源", "网点"]),
    (Role::Needs, &["needs", "wishes", "需求清单", "需求", "诉求"]),
    (
        Role::Barriers,
        &[
            "barrier", "river", "water", "rail", "wall", "阻隔", "河", "水系", "水域",
            "湖", "铁路", "围墙",
        ],
    ),
    (
        Role::Streets,
        &["street", "road", "path", "道路", "路网", "街道中心线", "步道", "路"],
    ),
    (
        Role::Stations,
        &[
            "station",
            "facilit",
            "poi",
            "service",
            "站点",
            "驿站",
            "阵地",
            "服务点",
            "服务中心",
            "服务站",
        ],
    ),
    (
        Role::StudyArea,
        &["study", "boundary", "extent", "范围", "边界", "研究区", "建成区", "城区"],
    ),
    (
        Role::Grids,
        &["grid", "communit", "neighbo", "district", "社区", "网格", "村", "街道"],
    ),
    (
        Role::Demand,
        &[
            "demand",
            "block",
            "plot",
            "parcel",
            "building",
            "population",
            "people",
            "人口",
            "地块",
            "小区",
            "楼栋",
            "建筑",
            "居民",
        ],
    ),
];

/// Gives every file a role.
pub(super) fn assign(files: &mut [&mut Looked], questions: &mut Vec<Question>) {
    for file in files.iter_mut().filter(|file| file.role == Role::None) {
        file.role = guess(file);
    }
    if !has(files, &[Role::Demand, Role::DemandAndGrids]) {
        // areas are where people live, if nothing smaller is
        let areas = files.iter_mut().filter(|file| file.role == Role::Grids);
        if let Some(file) = areas.max_by_key(|file| file.len()) {
            file.role = Role::DemandAndGrids;
        }
    }
    if !has(files, &[Role::Stations]) {
        let points = |file: &Looked| {
            file.has_places && file.people.is_empty() && file.role == Role::None
        };
        if let Some(file) = files.iter_mut().find(|file| points(file)) {
            file.role = Role::Stations;
        }
    }
    for (role, question) in [
        (&[Role::Stations][..], Question::NoStations),
        (&[Role::Demand, Role::DemandAndGrids], Question::NoDemand),
        (&[Role::Streets], Question::NoStreets),
    ] {
        if !has(files, role) {
            questions.push(question);
        }
    }
}

/// Whether there is all that a project must have.
pub(super) fn makes_a_project(files: &[&mut Looked]) -> bool {
    has(files, &[Role::Stations]) && has(files, &[Role::Demand, Role::DemandAndGrids])
}

/// The role of a file in a scenario: what is planned, or how far the plan reaches.
pub(super) fn of_plan(file: &Looked) -> Role {
    if file.role == Role::Streets {
        return Role::Streets; // of OpenStreetMap
    }
    let nobody = file.people.is_empty();
    let one = nobody && file.kinds == [0, 0, 1];
    match guess(file) {
        Role::Grids | Role::StudyArea if one => Role::StudyArea,
        Role::StudyArea => Role::StudyArea,
        Role::Grids if nobody => Role::None,
        Role::Grids | Role::DemandAndGrids => Role::Demand,
        Role::Barriers
        | Role::Table
        | Role::Entrances
        | Role::Resources
        | Role::Needs => Role::None,
        role => role,
    }
}

fn has(files: &[&mut Looked], roles: &[Role]) -> bool {
    files.iter().any(|file| roles.contains(&file.role))
}

fn guess(file: &Looked) -> Role {
    let named = by_name(&file.path);
    let [points, lines, polygons] = file.kinds;
    if lines > points.max(polygons) {
        return if named == Some(Role::Barriers) {
            Role::Barriers
        } else {
            Role::Streets
        };
    }
    if polygons > points {
        return match named {
            Some(Role::Barriers) => Role::Barriers,
            Some(Role::StudyArea) if file.people.is_empty() => Role::StudyArea,
            Some(Role::Grids) if file.people.is_empty() => Role::Grids,
            Some(Role::Grids) => Role::DemandAndGrids,
            _ if file.has_level && file.people.is_empty() => Role::Grids,
            _ if !file.people.is_empty() || named == Some(Role::Demand) => Role::Demand,
            _ => Role::Grids,
        };
    }
    if !file.is_placed() {
        if named == Some(Role::Needs) && file.tells_needs {
            return Role::Needs;
        }
        return if file.people.is_empty() { Role::None } else { Role::Table };
    }
    match named {
        Some(Role::Stations) => Role::Stations,
        Some(Role::Entrances) if file.names_stations => Role::Entrances,
        Some(Role::Resources) if !file.has_level => Role::Resources,
        _ if file.has_level => Role::Stations,
        _ if !file.people.is_empty() || named == Some(Role::Demand) => Role::Demand,
        _ => Role::None,
    }
}

/// What the name of a file hints at, its folders left out.
pub(super) fn by_name(path: &str) -> Option<Role> {
    let name = path.rsplit('/').next().unwrap_or_default();
    let key = normalize::key(name);
    let hints = |names: &[&str]| names.iter().any(|part| key.contains(part));
    NAMES.iter().find(|(_, names)| hints(names)).map(|&(role, _)| role)
}
