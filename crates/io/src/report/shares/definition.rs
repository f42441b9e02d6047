//! What each share is: a share without its definition cannot be reviewed.

use crate::Lang;
use walkshed::land::{Disc, LandShares};

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// Area of residential demand polygons (居住用地).
    ResidentialArea,
    /// Area of all demand polygons.
    DemandArea,
    /// People, by group.
    People,
    /// Demand places themselves: plots, buildings or blocks.
    Blocks,
}

/// How reach is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Inside circles around stations.
    Straight,
    /// On foot along the streets.
    Walking,
}

impl Measure {
    /// Whether it is measured by polygons.
    #[must_use]
    pub fn is_area(self) -> bool {
        matches!(self, Self::ResidentialArea | Self::DemandArea)
    }

    /// All, in the order of reports.
    pub const ALL: [Self; 4] =
        [Self::ResidentialArea, Self::DemandArea, Self::People, Self::Blocks];

    /// The English key used in results.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::ResidentialArea => "residential_area",
            Self::DemandArea => "demand_area",
            Self::People => "people",
            Self::Blocks => "blocks",
        }
    }

    /// What planners call its share.
    #[must_use]
    pub fn name(self, lang: Lang) -> &'static str {
        match (lang, self) {
            (Lang::En, Self::ResidentialArea) => "residential land",
            (Lang::En, Self::DemandArea) => "all demand land",
            (Lang::En, Self::People) => "people",
            (Lang::En, Self::Blocks) => "blocks",
            (Lang::Zh, Self::ResidentialArea) => "居住用地覆盖率",
            (Lang::Zh, Self::DemandArea) => "需求用地覆盖率",
            (Lang::Zh, Self::People) => "人口覆盖率",
            (Lang::Zh, Self::Blocks) => "地块覆盖率(按个数)",
        }
    }
}

impl Reach {
    /// Both, in the order of reports.
    pub const ALL: [Self; 2] = [Self::Straight, Self::Walking];

    /// The English key used in results.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Straight => "straight",
            Self::Walking => "walking",
        }
    }

    /// What planners call it.
    #[must_use]
    pub fn name(self, lang: Lang) -> &'static str {
        match (lang, self) {
            (Lang::En, Self::Straight) => "station circles",
            (Lang::En, Self::Walking) => "on foot",
            (Lang::Zh, Self::Straight) => "服务半径(直线)覆盖",
            (Lang::Zh, Self::Walking) => "步行可达覆盖",
        }
    }
}

/// The definition of a share in one sentence: numerator, metric, budget, denominator.
///
/// [`geometry`] says how far areas are approximated.
#[must_use]
pub fn definition(
    shares: &LandShares,
    measure: Measure,
    reach: Reach,
    lang: Lang,
) -> String {
    let (counted, whole) = counted(measure, lang);
    let within = within(shares, measure, reach, lang);
    match lang {
        Lang::En => format!("{counted} {within}, divided by {whole}"),
        Lang::Zh => format!("{within}{counted},除以{whole}"),
    }
}

/// How far the areas of a way of measuring are approximated.
#[must_use]
pub fn geometry(shares: &LandShares, reach: Reach, lang: Lang) -> String {
    let resolution = shares.drawn.unwrap_or_default().resolution_m;
    let parallel = (shares.plane.parallel() * 100.0).round() / 100.0;
    let segments = Disc::SEGMENTS;
    let drawn = match (lang, reach) {
        (Lang::En, Reach::Straight) => format!(
            "a circle has {segments} segments with their ends at the geodesic radius, 0.16 % less \
             than its true area"
        ),
        (Lang::En, Reach::Walking) => format!("drawn on a lattice of {resolution} m"),
        (Lang::Zh, Reach::Straight) => {
            format!("每圆为{segments}边内接多边形(椭球面半径),面积比真圆小0.16%")
        }
        (Lang::Zh, Reach::Walking) => format!("按{resolution}米格网绘制"),
    };
    match lang {
        Lang::En => format!(
            "{drawn}; areas on the WGS 84 ellipsoid (cylindrical equal-area, standard parallel \
             {parallel} degrees); a plot partly inside counts by its part"
        ),
        Lang::Zh => format!(
            "{drawn};面积按WGS 84椭球(等积圆柱投影,标准纬线{parallel}度);部分在内的地块按部分面积计"
        ),
    }
}

/// What is counted, and out of what.
fn counted(measure: Measure, lang: Lang) -> (&'static str, &'static str) {
    match (lang, measure) {
        (Lang::En, Measure::ResidentialArea) => (
            "area of residential demand polygons",
            "the area of all residential demand polygons (R of GB 50137-2011, 07 of the land \
             classification of 2023, or such words; a mixed use is what stands first; demand \
             that declares no use is not residential)",
        ),
        (Lang::En, Measure::DemandArea) => {
            ("area of demand polygons", "the area of all demand polygons")
        }
        (Lang::En, Measure::People) => (
            "people at demand points (a polygon stands for its centroid)",
            "all people, unknown ones included",
        ),
        (Lang::En, Measure::Blocks) => (
            "number of demand points (a polygon stands for its centroid)",
            "their number, unknown ones included",
        ),
        (Lang::Zh, Measure::ResidentialArea) => (
            "的居住用地面积",
            "全部居住用地面积(GB 50137-2011的R类、2023年用地用海分类的07类或相应文字;混合用地按首位用途;\
             未注明用途的不计为居住用地)",
        ),
        (Lang::Zh, Measure::DemandArea) => ("的需求用地面积", "全部需求用地面积"),
        (Lang::Zh, Measure::People) => {
            ("的需求点人口(面状地块取质心)", "全部人口(含无法判定)")
        }
        (Lang::Zh, Measure::Blocks) => {
            ("的需求点个数(面状地块取质心)", "需求点总数(含无法判定)")
        }
    }
}

/// Where it must lie.
fn within(shares: &LandShares, measure: Measure, reach: Reach, lang: Lang) -> String {
    let draw_reach = shares.drawn.unwrap_or_default().draw_reach_m;
    match (lang, reach, measure.is_area()) {
        (Lang::En, Reach::Straight, true) => {
            "inside the union of circles around the open \
             stations that count at the level, radius = the reach of the budget"
                .to_owned()
        }
        (Lang::En, Reach::Straight, false) => {
            "no farther, as the crow flies, from an open \
             station that counts at the level than the budget reaches"
                .to_owned()
        }
        (Lang::En, Reach::Walking, true) => format!(
            "inside the merged walking service area of the stations that count at the level: \
             places whose walk is within the budget, at most {draw_reach} m from a street, \
             outside water and barriers"
        ),
        (Lang::En, Reach::Walking, false) => {
            "whose walk along the streets to a station that \
             counts at the level is within the budget"
                .to_owned()
        }
        (Lang::Zh, Reach::Straight, true) => {
            "以本级计入的开放站点为圆心、限时(限距)可达距离为半径的圆合并后范围内"
                .to_owned()
        }
        (Lang::Zh, Reach::Straight, false) => {
            "距本级计入的开放站点的直线距离不超过限时(限距)可达距离".to_owned()
        }
        (Lang::Zh, Reach::Walking, true) => format!(
            "本级计入站点合并后的步行服务区内(沿路网步行不超限,离道路不超过{draw_reach}米,\
             不含水面与阻隔)"
        ),
        (Lang::Zh, Reach::Walking, false) => {
            "沿路网步行到本级计入站点不超过限时(限距)".to_owned()
        }
    }
}

/// What the budgets beside the level's own are.
#[must_use]
pub fn norms(lang: Lang) -> &'static str {
    match lang {
        Lang::En => {
            "gb15, gb10, gb5: 1000, 500 and 300 m, straight or walked, after GB 50180-2018"
        }
        Lang::Zh => "gb15、gb10、gb5:GB 50180-2018的1000、500、300米,分别按直线与步行计",
    }
}

/// Why a share is absent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Absent {
    /// No demand has an outline.
    NoPolygons,
    /// No plot declares a land use.
    NoLandUse,
    /// There are no streets, or the run is straight.
    NoStreets,
}

impl Absent {
    /// Why a share of land is absent, if it is.
    #[must_use]
    pub fn of(shares: &LandShares, measure: Measure, reach: Reach) -> Option<Self> {
        if measure.is_area() && shares.census.plots == 0 {
            return Some(Self::NoPolygons);
        }
        if measure == Measure::ResidentialArea && shares.census.declared == 0 {
            return Some(Self::NoLandUse);
        }
        (reach == Reach::Walking && shares.drawn.is_none()).then_some(Self::NoStreets)
    }

    /// The English key used in results.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::NoPolygons => "no_polygons",
            Self::NoLandUse => "no_land_use",
            Self::NoStreets => "no_streets",
        }
    }

    /// In words.
    #[must_use]
    pub fn words(self, lang: Lang) -> &'static str {
        match (lang, self) {
            (Lang::En, Self::NoPolygons) => {
                "demand consists of points, which have no area"
            }
            (Lang::En, Self::NoLandUse) => {
                "no plot declares a land use (column land_use), and none is assumed"
            }
            (Lang::En, Self::NoStreets) => "there are no streets to walk along",
            (Lang::Zh, Self::NoPolygons) => "需求为点,没有面积",
            (Lang::Zh, Self::NoLandUse) => "地块未注明用地性质(字段 land_use),不作推定",
            (Lang::Zh, Self::NoStreets) => "没有路网,不计步行",
        }
    }
}
