use super::*;
use crate::lang::Lang;
use crate::project::Project;
use std::fs;

/// A draft over some files.
fn draft(files: &[(&str, &str)]) -> (tempfile::TempDir, Draft) {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let draft = Draft::of(folder.path()).unwrap();
    (folder, draft)
}

const STATIONS: &str = "编号,名称,级别,经度,纬度\nS1,甲站,3,99.901,24.5\n";
const BLOCKS: &str = "id,人口,wkt\n\
    B1,10,\"POLYGON ((99.9 24.5, 99.901 24.5, 99.901 24.501, 99.9 24.501, 99.9 24.5))\"\n";
const STREETS: &str = "id,wkt\nmain,\"LINESTRING (99.9 24.5, 99.91 24.5)\"\n";
const RIVER: &str = "id,wkt\nr,\"LINESTRING (99.9 24.52, 99.91 24.52)\"\n";

fn used(draft: &Draft) -> Vec<(&str, &str)> {
    draft.used.iter().map(|(file, role)| (file.as_str(), *role)).collect()
}

#[test]
fn roles_follow_geometry_columns_and_names() {
    let (folder, draft) = draft(&[
        ("站点.csv", STATIONS),
        ("人口/地块.csv", BLOCKS),
        ("道路.csv", STREETS),
        ("河流.csv", RIVER),
        ("notes.md", "nothing"),
        ("~$站点.csv", "a lock"),
        (".hidden.csv", "x"),
    ]);
    assert_eq!(
        used(&draft),
        [
            ("人口/地块.csv", "demand"),
            ("河流.csv", "barriers"),
            ("站点.csv", "stations"),
            ("道路.csv", "streets")
        ]
    );
    draft.write().unwrap();
    let project = Project::open(folder.path()).unwrap();
    assert_eq!(project.inputs.demand[0].path, "人口/地块.csv");
    assert_eq!(project.load(&|_| {}).unwrap().district.stations.len(), 1);
    let again = draft.write().unwrap_err();
    assert_eq!(again.source.kind(), std::io::ErrorKind::AlreadyExists);
}

#[test]
fn what_cannot_be_known_is_asked() {
    let asked = |files: &[(&str, &str)]| -> Vec<String> {
        draft(files).1.questions.iter().map(|question| question.text(Lang::En)).collect()
    };
    let nothing = asked(&[("readme.txt", "just words\nand more\n")]);
    assert_eq!(nothing.len(), 3, "{nothing:#?}");
    let level = asked(&[
        ("站点.csv", "编号,经度,纬度\nS1,99.901,24.5\n"),
        ("地块.csv", BLOCKS),
        ("道路.csv", STREETS),
    ]);
    assert!(level[0].contains("which level are the stations of 站点.csv?"), "{level:#?}");
    let table = asked(&[
        ("站点.csv", STATIONS),
        ("社区.csv", &BLOCKS.replace("人口", "备注")),
        ("人口.csv", "代码,人口\nX,5\nY,6\n"),
    ]);
    assert!(table.iter().any(|text| text.contains("people of 人口.csv")), "{table:#?}");
}

#[test]
fn unreadable_files_are_listed_and_projects_within_are_left_alone() {
    let (_folder, draft) = draft(&[
        ("站点.csv", STATIONS),
        ("路网.dwg", "AC1027"),
        ("old/walkshed.toml", ""),
        ("old/站点.csv", STATIONS),
    ]);
    assert_eq!(used(&draft), [("站点.csv", "stations")]);
    assert_eq!(draft.unread.len(), 1);
    assert!(draft.text.contains("# not read:") && draft.text.contains("save it as DXF"));
}

#[test]
fn no_name_of_a_column_spoils_the_draft() {
    let odd = STATIONS.replace("名称", "\"名\u{7}\n称\"");
    let (folder, draft) = draft(&[("站点.csv", &odd), ("地块.csv", BLOCKS)]);
    draft.write().unwrap();
    assert!(Project::open(folder.path()).is_ok(), "{}", draft.text);
}

#[test]
fn a_folder_that_is_none_is_an_error() {
    assert_eq!(Draft::of("no such folder".as_ref()).unwrap_err().status(), 4);
}
