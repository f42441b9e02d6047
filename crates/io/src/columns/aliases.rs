//! What the columns of real files are called, in Chinese and English.
//!
//! Names are compared without regard to script, width, capitals, spaces and underscores; see
//! [`normalize`](crate::normalize).

mod entrances;
mod needs;

pub(crate) use entrances::ENTRANCES;
pub(crate) use needs::NEEDS;

use super::Kind::{Id, Link, Model, Other, Place, Weight};
use super::{Field, Kind, Role};

const fn field(key: &'static str, kind: Kind, names: &'static [&'static str]) -> Field {
    Field { key, kind, names }
}

const LON: Field = field(
    "lon",
    Place,
    &[
        "lon",
        "lng",
        "long",
        "longitude",
        "intptlon20",
        "intptlon",
        "经度",
        "东经",
        "jd",
        "x",
    ],
);
const LAT: Field = field(
    "lat",
    Place,
    &["lat", "latitude", "intptlat20", "intptlat", "纬度", "北纬", "wd", "y"],
);
const EASTING: Field =
    field("easting", Place, &["easting", "e", "Y坐标", "横坐标", "东坐标"]);
const NORTHING: Field =
    field("northing", Place, &["northing", "n", "X坐标", "纵坐标", "北坐标"]);
const PAIR: Field = field(
    "coordinates",
    Place,
    &["coordinates", "坐标", "经纬度", "位置坐标", "latlng", "lnglat", "location", "wkt"],
);
const DATUM: Field = field(
    "crs",
    Other,
    &["crs", "datum", "srid", "epsg", "坐标系", "坐标系统", "坐标来源", "地图来源"],
);
const PARENT: Field = field(
    "parent",
    Link,
    &[
        "parent_id",
        "parent",
        "上级编号",
        "上级",
        "所属中心",
        "上级网格",
        "上级站点",
        "上级中心",
        "所属上级",
        "上级站点编号",
        "上级中心编号",
        "上级网格编号",
        "所属中心编号",
    ],
);
const LEVEL: Field = field(
    "level",
    Model,
    &["level", "tier", "rank", "class", "级别", "层级", "网格级别", "等级", "站点级别"],
);
const COMMUNITY: Field = field(
    "community",
    Model,
    &[
        "community",
        "neighborhood",
        "neighbourhood",
        "所属社区",
        "社区名称",
        "社区",
        "村(社区)",
        "村社区",
        "居委会",
        "村(居)",
    ],
);
const AREA: Field = field(
    "area_m2",
    Other,
    &[
        "area_m2",
        "area",
        "floor_area",
        "面积",
        "建筑面积",
        "场所面积",
        "使用面积",
        "辖区面积",
    ],
);

/// Of any table: where its rows stand.
pub(crate) const PLACES: Role = Role {
    noun: "places",
    fields: &[LON, LAT, EASTING, NORTHING, PAIR, DATUM],
    by_part: true,
};

/// Stations.
pub(crate) const STATIONS: Role = Role {
    noun: "stations",
    by_part: true,
    fields: &[
        field(
            "id",
            Id,
            &[
                "id",
                "station_id",
                "code",
                "no",
                "站点编号",
                "站点编码",
                "驿站编号",
                "编号",
                "编码",
                "备案号",
                "登记编号",
                "序号",
            ],
        ),
        field(
            "name",
            Model,
            &[
                "name",
                "title",
                "station",
                "station_name",
                "facility_name",
                "站点名称",
                "驿站名称",
                "阵地名称",
                "党群服务中心名称",
                "网点名称",
                "单位名称",
                "名称",
            ],
        ),
        LEVEL,
        LON,
        LAT,
        EASTING,
        NORTHING,
        PAIR,
        DATUM,
        field("site", Link, &["site", "site_id", "场所编号", "场所", "地点编号"]),
        PARENT,
        COMMUNITY,
        field("status", Model, &["status", "状态", "运行情况", "建设状态", "运营状态"]),
        field(
            "kind",
            Other,
            &["type", "kind", "category", "类型", "类别", "站点类型", "驿站类型"],
        ),
        field("theme", Other, &["theme", "主题"]),
        field(
            "address",
            Other,
            &["address", "addr", "地址", "详细地址", "所在位置", "位置"],
        ),
        field(
            "township",
            Other,
            &["subdistrict", "township", "town", "街道", "乡镇", "镇(街道)", "所属街道"],
        ),
        AREA,
        field(
            "opening_hours",
            Other,
            &["opening_hours", "hours", "开放时间", "服务时间", "营业时间"],
        ),
        field(
            "services",
            Other,
            &[
                "services",
                "amenities",
                "服务事项",
                "服务内容",
                "服务项目",
                "功能",
                "便民服务",
            ],
        ),
        field(
            "services_declared",
            Other,
            &["services_declared", "服务项数", "服务事项数", "声明服务项数"],
        ),
        field(
            "facilities",
            Other,
            &[
                "facilities",
                "equipment",
                "rooms",
                "设施",
                "配套设施",
                "服务设施",
                "设备",
                "功能室",
                "功能区",
                "功能分区",
            ],
        ),
        field(
            "groups",
            Other,
            &["groups", "user_groups", "服务对象", "服务人群", "服务群体"],
        ),
        field(
            "service_area_m2",
            Other,
            &[
                "service_area_m2",
                "service_area",
                "服务面积",
                "服务用房面积",
                "服务大厅面积",
                "服务中心面积",
            ],
        ),
        field(
            "tenure",
            Other,
            &["tenure", "用房性质", "房屋性质", "产权", "产权性质", "用房类型"],
        ),
        field(
            "tenure_reason",
            Other,
            &["tenure_reason", "用房说明", "非公共用房原因", "用房原因"],
        ),
        field(
            "area_before_m2",
            Other,
            &["area_before_m2", "原面积", "迁建前面积", "搬迁前面积", "改造前面积"],
        ),
        field(
            "area_gained_m2",
            Other,
            &["area_gained_m2", "新增面积", "面积增量", "净增面积"],
        ),
        field("moved_from", Other, &["moved_from", "原址", "原地址", "迁出地址"]),
        field("moved_on", Other, &["moved_on", "迁建时间", "搬迁时间", "迁址时间"]),
        field("floors", Other, &["floors", "层数", "楼层数"]),
        field(
            "built_year",
            Other,
            &["built_year", "year_built", "建筑年代", "建成年份", "房屋建成年份"],
        ),
        field(
            "registration",
            Other,
            &["registration", "备案编号", "备案登记号", "登记备案号", "登记备案"],
        ),
        field("assessment", Other, &["assessment", "评估考核", "考核结果", "评估结果"]),
        field(
            "closed_on",
            Other,
            &["closed_on", "end_date", "停用时间", "关闭时间", "撤销时间"],
        ),
        field(
            "home_service",
            Other,
            &["home_service", "上门服务", "上门办理", "上门服务社区"],
        ),
        field("build_mode", Other, &["build_mode", "建设方式", "建设模式"]),
        field(
            "operator",
            Other,
            &["operator", "owner", "牵头单位", "责任单位", "建设单位"],
        ),
        field("partners", Other, &["partners", "配合单位", "共建单位"]),
        field("contact", Other, &["contact", "负责人", "联系人"]),
        field("phone", Other, &["phone", "电话", "联系电话"]),
        field("stars", Other, &["stars", "rating", "星级", "评定等级"]),
        field(
            "opened_on",
            Other,
            &["opened_on", "start_date", "建成时间", "启用时间", "挂牌时间", "开放日期"],
        ),
        field(
            "capacity",
            Other,
            &["capacity", "seats", "visits", "座位数", "日服务能力", "日均人次"],
        ),
    ],
};

/// Resources: the columns of stations, of which some mean nothing here.
pub(crate) const RESOURCES: Role =
    Role { noun: "resources", fields: STATIONS.fields, by_part: true };

/// Demand: census blocks, plots, buildings, or communities.
pub(crate) const DEMAND: Role = Role {
    noun: "demand",
    by_part: true,
    fields: &[
        field(
            "id",
            Id,
            &[
                "id",
                "geoid20",
                "geoid10",
                "geoid",
                "block_id",
                "code",
                "地块编号",
                "网格编号",
                "社区代码",
                "区划代码",
                "统计代码",
                "12位代码",
                "编号",
                "编码",
                "小区名称",
                "楼栋",
                "序号",
            ],
        ),
        COMMUNITY,
        LON,
        LAT,
        EASTING,
        NORTHING,
        PAIR,
        DATUM,
        field(
            "population",
            Weight,
            &[
                "population",
                "pop",
                "pop20",
                "pop2020",
                "pop100",
                "pop10",
                "total_population",
                "total_pop",
                "people",
                "residents",
                "常住人口",
                "现状人口",
                "总人口",
                "人口",
                "人口数",
                "户籍人口",
                "入住人数",
                "人数",
            ],
        ),
        field(
            "elderly",
            Weight,
            &[
                "elderly",
                "elders",
                "seniors",
                "老年人口",
                "老年人",
                "老人",
                "60岁以上",
                "60岁及以上",
                "60岁以上人口",
                "65岁以上",
                "65岁及以上",
                "65岁以上人口",
            ],
        ),
        field(
            "children",
            Weight,
            &["children", "kids", "儿童", "儿童人口", "未成年人", "0-3岁"],
        ),
        field("households", Weight, &["households", "户数", "总户数"]),
        field(
            "dwellings",
            Weight,
            &["dwellings", "dwelling_units", "住宅套数", "住房套数", "套数"],
        ),
        field("disabled", Weight, &["disabled", "残疾人", "残疾人口"]),
        field("members", Weight, &["members", "党员数", "党员"]),
        field("housing", Other, &["housing", "housing20", "hu100", "户均"]),
        field("name", Other, &["name", "名称"]),
        field(
            "land_use",
            Model,
            &[
                "land_use",
                "landuse",
                "用地性质",
                "用地代码",
                "用地类型",
                "用地类别",
                "地类代码",
                "地类编码",
                "地类名称",
                "地类",
            ],
        ),
        field("planned_population", Other, &["planned_population", "规划人口"]),
        field(
            "density",
            Other,
            &["density", "population_density", "pop_density", "人口密度"],
        ),
        field("floors", Other, &["floors", "层数"]),
        field("aland", Other, &["aland20", "awater20", "aland", "awater"]),
        AREA,
    ],
};

/// Administrative areas.
pub(crate) const GRIDS: Role = Role {
    noun: "grids",
    by_part: true,
    fields: &[
        field(
            "id",
            Id,
            &[
                "id",
                "code",
                "grid_id",
                "adcode",
                "网格编号",
                "社区代码",
                "区划代码",
                "统计代码",
                "12位代码",
                "编号",
                "编码",
                "序号",
            ],
        ),
        field(
            "name",
            Model,
            &["name", "title", "网格名称", "社区名称", "居委会", "村(居)", "名称"],
        ),
        LEVEL,
        PARENT,
        AREA,
    ],
};

/// Street center lines; their other columns are tags of OpenStreetMap.
pub(crate) const STREETS: Role = Role {
    noun: "streets",
    by_part: false,
    fields: &[
        field("id", Id, &["id", "osm_id", "@id", "编号"]),
        field("highway", Model, &["highway", "fclass"]),
    ],
};

/// Growth of demand, by point or by community.
pub(crate) const GROWTH: Role = Role {
    noun: "demand",
    by_part: false,
    fields: &[
        field(
            "id",
            Id,
            &["id", "geoid20", "geoid", "block_id", "code", "地块编号", "编号", "编码"],
        ),
        COMMUNITY,
        field(
            "factor",
            Model,
            &[
                "factor",
                "growth",
                "multiple",
                "scale",
                "倍数",
                "系数",
                "增长倍数",
                "增长系数",
                "人口系数",
                "人口倍数",
            ],
        ),
    ],
};
