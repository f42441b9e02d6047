//! What lies beside the district: resources, and what people asked for.

use super::*;
use walkshed::model::Need;

const BESIDE: &str = "[inputs]\nstations = 's.csv'\ndemand = 'b.csv'\n\
                      resources = 'r.csv'\nneeds = 'n.csv'\n";

#[test]
fn resources_and_needs_are_read_and_a_bad_row_costs_only_itself() {
    let resources = "编号,名称,类型,主题,经度,纬度,备注\n\
                     K1,工商银行,银行网点,金融,99.9,24.5,24小时\n\
                     K2,总工会,户外劳动者驿站,爱心、悦读,99.91,24.5,\n\
                     K3,无处,银行,,,,\n";
    let needs = "社区,需求事项,需求人数,来源,日期\n\
                 甲,助餐,120,问卷,2021-06-01\n\
                 甲,,3,问卷,\n\
                 甲,下棋,若干,问卷,\n\
                 甲,阅读,,入户,不详\n\
                 乙,助餐,5,,\n";
    let loaded = check(
        &[
            ("walkshed.toml", BESIDE),
            ("r.csv", resources),
            ("n.csv", needs),
            ("b.csv", "id,population,lon,lat,community\nB1,10,99.9,24.5,甲\n"),
        ],
        &[
            "r.csv row 4, 经度 \"\": no position; give longitude and latitude, or a geometry",
            "n.csv row 3, 需求事项 \"\": nothing stands here, and must; fill it in",
            "n.csv row 4, 需求人数 \"若干\": not a number from 0 to 1e12; write the number alone",
            "n.csv row 5, 日期 \"不详\": not a day; it counts as unknown; write it as 2021-11-20",
            "n.csv, community \"乙\": no community is called so; 1 rows of needs are left aside; \
             write the id or the name of a grid",
        ],
    );
    let [bank, home] = loaded.resources.as_slice() else { unreachable!() };
    assert_eq!(bank.facts.kind.as_deref(), Some("bank_outlet"));
    assert_eq!(home.facts.kind.as_deref(), Some("workers_home"));
    assert_eq!(home.facts.themes, ["care", "reading"]);
    assert!(bank.properties.contains(&("备注".to_owned(), "24小时".into())));
    let meals = Need {
        source: Some("问卷".to_owned()),
        date: "2021-06-01".parse().ok(),
        ..Need::new("甲", "meals", 120)
    };
    assert_eq!(loaded.needs[0], meals);
    let counts: Vec<u32> = loaded.needs.iter().map(|need| need.count).collect();
    assert_eq!(counts, [120, 1, 5]);
    let roles: Vec<&str> = loaded.inputs.iter().map(|input| input.role).collect();
    assert_eq!(roles, ["stations", "demand", "resources", "needs"]);
}

#[test]
fn a_list_of_needs_without_items_is_refused() {
    fails(
        &[
            ("walkshed.toml", BESIDE),
            ("r.csv", "id,lon,lat\nK1,99.9,24.5\n"),
            ("n.csv", "社区,人数\n甲,3\n"),
        ],
        3,
        "item",
    );
}
