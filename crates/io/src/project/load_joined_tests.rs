//! Demand whose people stand in another table: by row, or by area.

use super::*;
use walkshed::model::Weight;

/// A project whose demand is this table, beside these files.
fn demand(entry: &str) -> String {
    format!("[inputs]\nstations = 's.csv'\ndemand = {{ path = 'b.csv', {entry} }}\n")
}

fn people(loaded: &Loaded) -> Vec<String> {
    let demand = &loaded.district.demand;
    (0..demand.len()).map(|i| demand.people(i).to_string()).collect()
}

const PLACES: &str = "社区代码,名称,lon,lat\n\
                      053092100101,A,9,9\n053092100102,B,9,9\n053092100103,C,9,9\n";

#[test]
fn a_table_beside_gives_its_columns_and_what_fits_nothing_is_named_both_ways() {
    let people_of = "社区代码,常住人口\n\
                     053092100101,120\n０53092100102 ,80\n053092100109,7\n\
                     053092100101,999\n5.30921E+11,3\n";
    let loaded = check(
        &[
            ("walkshed.toml", &demand("join = { path = 'p.csv', on = '社区代码' }")),
            ("b.csv", PLACES),
            ("p.csv", people_of),
        ],
        &[
            "p.csv row 5, 社区代码 \"053092100101\": the key stands already in p.csv row 2, \
             which is taken; keep one row a key",
            "p.csv row 6, 社区代码 \"5.30921E+11\": a code whose digits a spreadsheet has cut \
             off; format the column as text and export again",
            "b.csv row 4, 社区代码 \"053092100103\": no partner in p.csv; nothing is added to \
             it; correct the key, or add the missing row",
            "p.csv row 4, 社区代码 \"053092100109\": no partner in b.csv; nothing is added to \
             it; correct the key, or add the missing row",
            "b.csv, 常住人口: 1 blank cells count as 0",
        ],
    );
    assert_eq!(people(&loaded), ["120", "80", "0"]);
    let inputs: Vec<_> =
        loaded.inputs.iter().map(|i| (i.role, i.path.as_str())).collect();
    assert_eq!(inputs, [("stations", "s.csv"), ("demand", "b.csv"), ("demand", "p.csv")]);
}

#[test]
fn keys_may_have_other_names_and_their_columns_names_that_are_taken() {
    let people_of = "代码,名称,人口\n053092100101,甲,1\n";
    let entry = "join = { path = 'p.csv', on = '社区代码', with = '代码' }";
    let loaded = load(&[
        ("walkshed.toml", &demand(entry)),
        ("b.csv", "社区代码,名称,lon,lat\n053092100101,A,9,9\n"),
        ("p.csv", people_of),
    ])
    .unwrap();
    assert_eq!(people(&loaded), ["1"]);
}

#[test]
fn a_wrong_key_is_told_with_what_stands_on_both_sides() {
    let toml = demand("join = { path = 'p.csv', on = '社区代码', with = '代码' }");
    fails(
        &[
            ("walkshed.toml", &toml),
            ("b.csv", PLACES),
            ("p.csv", "代码,人口\n甲,1\n乙,2\n"),
        ],
        3,
        "b.csv: no 社区代码 stands in 代码 of p.csv: 053092100101, 053092100102, \
         053092100103, ... against 甲, 乙, ...; correct on and with",
    );
    fails(
        &[("walkshed.toml", &toml), ("b.csv", PLACES), ("p.csv", "代号,人口\n甲,1\n")],
        3,
        "p.csv: no column \"代码\"; there are 代号, 人口; correct columns in walkshed.toml, \
         did you mean \"代号\"?",
    );
}

#[test]
fn a_row_that_is_taken_twice_is_told() {
    let twice = "编号,社区代码,lon,lat\nx,1,9,9\ny,1,9,9\n";
    let toml = demand("join = { path = 'p.csv', on = '社区代码' }");
    let loaded = load(&[
        ("walkshed.toml", &toml),
        ("b.csv", twice),
        ("p.csv", "社区代码,人口\n1,50\n"),
    ])
    .unwrap();
    let told: Vec<String> = loaded.findings.iter().map(ToString::to_string).collect();
    assert!(told[0].contains("2 rows take this one"), "{told:?}");
}

const AREAS: &str = "社区,常住人口,老年人口\nA,1001,100.5\nB,30,3\nC,5,1\n";
const PLOTS: &str = "id,社区,用地面积,容积率,lon,lat\n\
                     1,A,100,1.5,9,9\n2,A,100,0.5,9,9\n3,A,50,2,9,9\n\
                     4,B,10,0,9,9\n5,B,10,0,9,9\n6,D,10,1,9,9\n7,A,x,1,9,9\n";

#[test]
fn people_of_areas_are_split_to_the_last_one() {
    let entry = "split = { path = 'a.csv', on = '社区', by = ['用地面积', '容积率'] }";
    let loaded = check(
        &[("walkshed.toml", &demand(entry)), ("b.csv", PLOTS), ("a.csv", AREAS)],
        &[
            "b.csv row 8, 用地面积 \"x\": not a number from 0; the row gets no people; write \
             a plain number",
            "b.csv row 7, 社区 \"D\": in no area of a.csv, so that nobody is counted here; \
             correct the key, or add the missing row",
            "a.csv row 4: no row lies in this area, so that its 5 people are not counted; add \
             the plots of this area",
        ],
    );
    assert_eq!(people(&loaded), ["500", "167", "334", "15", "15", "0", "0"]);
    let demand = &loaded.district.demand;
    let elderly: Weight = (0..3).map(|i| demand.weights(i)[1]).sum();
    assert_eq!(elderly.to_string(), "100.5");
    let [report] = &loaded.splits[..] else { panic!("{:?}", loaded.splits) };
    assert_eq!((report.areas, report.groups.len()), (2, 2));
    assert_eq!(report.by, ["用地面积", "容积率"]);
}

#[test]
fn without_a_key_the_place_decides_and_without_a_column_the_ground() {
    let square = |x: f64, side: f64| {
        let (x, y) = (99.9 + x, 24.5);
        let (east, north) = (x + side, y + side);
        format!("[[[{x},{y}],[{east},{y}],[{east},{north}],[{x},{north}],[{x},{y}]]]")
    };
    let plots = [square(0.0, 0.001), square(0.002, 0.002), square(0.02, 0.001)];
    let plots: Vec<_> = plots.iter().map(|s| ("{}", "Polygon", s.as_str())).collect();
    let area = square(-0.001, 0.01);
    let areas = [("{\"人口\": 100}", "Polygon", area.as_str())];
    let toml = demand("split = { path = 'a.json' }").replace("b.csv", "b.json");
    let loaded = load(&[
        ("walkshed.toml", &toml),
        ("b.json", &features(&plots)),
        ("a.json", &features(&areas)),
    ])
    .unwrap();
    assert_eq!(people(&loaded), ["20", "80", "0"]);
    assert!(loaded.splits[0].by.is_empty());
}
