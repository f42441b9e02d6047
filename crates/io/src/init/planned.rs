//! What of a folder is a plan: files of a scenario, and not of the project as it stands.

use super::look::Looked;
use super::question::Question;
use super::role::{self, Role};
use crate::normalize;

/// Words in the names of files and folders of plans.
const WORDS: [&str; 9] =
    ["规划", "拟建", "新建", "新增", "远期", "planned", "proposed", "future", "scenario"];
/// More of them, in names of folders.
const OF_FOLDERS: [&str; 8] =
    ["新区", "新城", "近期", "一期", "二期", "三期", "方案", "情景"];
/// Words in the names of folders that only keep order among the files of a project.
const ORDER: [&str; 16] = [
    "data", "raw", "gis", "shp", "grid", "base", "current", "existing", "backup", "old",
    "archive", "数据", "资料", "网格", "现状", "备份",
];
/// The scenario of planned files that stand beside the others.
const NAME: &str = "planned";

/// How sure it is that a file belongs to a scenario.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Likely {
    /// It stands among the files of the project.
    Not,
    /// It stands in a folder of its own.
    Maybe,
    /// Its name says so.
    Surely,
}

/// Gives files of plans their scenario, if the others alone make a project; and every file a role.
pub(super) fn assign(files: &mut [Looked], questions: &mut Vec<Question>) {
    // the more is left to the project, the likelier it has all that it needs
    for least in [Likely::Maybe, Likely::Surely] {
        for file in files.iter_mut() {
            let (likely, name) = guess(&file.path);
            file.scenario = (likely >= least).then(|| name.to_owned());
        }
        let mut base = of_base(files);
        role::assign(&mut base, &mut Vec::new());
        if role::makes_a_project(&base) {
            break;
        }
        for file in files.iter_mut() {
            file.scenario = None;
            file.forget_role();
        }
    }
    for file in files.iter_mut() {
        file.forget_role();
    }
    role::assign(&mut of_base(files), questions);
    for file in files.iter_mut().filter(|file| file.scenario.is_some()) {
        // only one level of folders
        let deep = file.path.matches('/').count() > 1;
        file.role = if deep { Role::None } else { role::of_plan(file) };
    }
    ask(files, questions);
}

fn of_base(files: &mut [Looked]) -> Vec<&mut Looked> {
    files.iter_mut().filter(|file| file.scenario.is_none()).collect()
}

/// Whether a folder is a scenario is asked where only its place says so.
fn ask(files: &[Looked], questions: &mut Vec<Question>) {
    let mut asked: Vec<&str> = Vec::new();
    for file in files.iter().filter(|file| file.role != Role::None) {
        let Some(name) = file.scenario.as_deref() else { continue };
        if guess(&file.path).0 == Likely::Maybe && !asked.contains(&name) {
            asked.push(name);
            questions.push(Question::Scenario { folder: name.to_owned() });
        }
    }
}

/// How likely a file is one of a scenario, and of which.
fn guess(path: &str) -> (Likely, &str) {
    let says = |name: &str, words: &[&str]| {
        let key = normalize::key(name);
        words.iter().any(|word| key.contains(word))
    };
    let Some((folder, _)) = path.split_once('/') else {
        let likely = if says(path, &WORDS) { Likely::Surely } else { Likely::Not };
        return (likely, NAME);
    };
    let role = matches!(
        role::by_name(folder),
        Some(Role::Stations | Role::Demand | Role::Streets | Role::Barriers)
    );
    let likely = if says(folder, &WORDS) || says(folder, &OF_FOLDERS) {
        Likely::Surely
    } else if role || says(folder, &ORDER) {
        Likely::Not
    } else {
        Likely::Maybe
    };
    (likely, folder)
}
