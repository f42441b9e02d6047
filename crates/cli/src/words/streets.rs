//! Streets and places in words.

use super::Words;
use crate::figures::grouped;
use walkshed::LngLat;
use walkshed::explain::Untied;
use walkshed::network::isochrone::NoArea;
use walkshed::network::lines::StreetKind;
use walkshed_io::Lang;

impl Words {
    /// What a street is.
    pub(crate) fn street_kind(self, kind: StreetKind) -> &'static str {
        match (self.0, kind) {
            (Lang::En, StreetKind::Level) => "street",
            (Lang::En, StreetKind::Steps) => "steps",
            (Lang::En, StreetKind::Lift) => "lift",
            (Lang::En, StreetKind::Escalator) => "escalator",
            (Lang::En, StreetKind::Ferry) => "ferry",
            (Lang::Zh, StreetKind::Level) => "道路",
            (Lang::Zh, StreetKind::Steps) => "台阶",
            (Lang::Zh, StreetKind::Lift) => "电梯",
            (Lang::Zh, StreetKind::Escalator) => "自动扶梯",
            (Lang::Zh, StreetKind::Ferry) => "轮渡",
        }
    }

    /// Minutes and meters.
    pub(crate) fn units(self) -> [&'static str; 2] {
        match self.0 {
            Lang::En => ["min", "m"],
            Lang::Zh => ["分钟", "米"],
        }
    }

    /// The walk is that of another level.
    pub(crate) fn as_level(self, level: &str) -> String {
        match self.0 {
            Lang::En => format!("the same walk as {level}"),
            Lang::Zh => format!("与{level}相同"),
        }
    }

    /// Which of several entrances a walk leads to.
    pub(crate) fn entrance(self, nth: usize, of: usize) -> String {
        match self.0 {
            Lang::En => format!("entrance {nth} of {of}"),
            Lang::Zh => format!("第{nth}个入口(共{of}个)"),
        }
    }

    /// A street nearby that would make a walk quicker (rule 5).
    pub(crate) fn quicker(
        self,
        street: &str,
        leg_m: &str,
        saved: &str,
        station: Option<&str>,
    ) -> String {
        match (self.0, station) {
            (Lang::En, None) => {
                format!("{saved} less if the place were tied to {street}, {leg_m} m away")
            }
            (Lang::En, Some(station)) => format!(
                "{saved} less, to {station}, if the place were tied to {street}, {leg_m} m away"
            ),
            (Lang::Zh, None) => format!("若接入{leg_m}米外的{street},可少{saved}"),
            (Lang::Zh, Some(station)) => {
                format!("若接入{leg_m}米外的{street},到{station}可少{saved}")
            }
        }
    }

    /// Why a place has no area.
    pub(crate) fn no_area(self, place: &str, reason: NoArea) -> String {
        let why = match (self.0, reason) {
            (Lang::En, NoArea::NoStreet) => {
                "no usable street is in reach; check the place, and that the streets cover it"
            }
            (Lang::Zh, NoArea::NoStreet) => "附近没有可用道路;请检查位置与道路数据的范围",
            (Lang::En, NoArea::LegBeyondBudget) => {
                "the budget ends before its street is reached; move it, or raise --budget"
            }
            (Lang::Zh, NoArea::LegBeyondBudget) => {
                "尚未走到道路即已超出限时或限距;请移动位置或放宽--budget"
            }
            (Lang::En, _) => "all places in reach are nearer to another station",
            (Lang::Zh, _) => "可达之处均距其他站点更近",
        };
        format!("{place}{}{why}", self.colon())
    }

    /// There is nothing to draw an area of.
    pub(crate) fn no_station(self) -> &'static str {
        match self.0 {
            Lang::En => {
                "no station that was asked for operates; name others with --station or --level"
            }
            Lang::Zh => "所选站点均未运营;请用--station或--level另选",
        }
    }

    /// Why a place is not tied to the streets.
    pub(crate) fn untied(self, at: LngLat, untied: Untied) -> String {
        match (self.0, untied) {
            (Lang::En, Untied::NoStreets) => {
                "the project has no streets to walk on; add some under streets".to_owned()
            }
            (Lang::En, Untied::Barrier) => {
                format!(
                    "{at} lies in water or inside a barrier; move it to where one can stand"
                )
            }
            (Lang::En, Untied::Island(mm)) => format!(
                "{at} has no usable street in reach: the nearest, {} m away, is on an island; \
                 check min_component or the streets there",
                grouped(mm.div_ceil(1000))
            ),
            (Lang::En, Untied::Nothing) => format!(
                "{at} has no street in reach; check that longitude comes first, and that the \
                 streets cover the place"
            ),
            (Lang::Zh, Untied::NoStreets) => {
                "项目没有道路数据;请在streets中给出".to_owned()
            }
            (Lang::Zh, Untied::Barrier) => {
                format!("{at}位于水面或障碍之内;请移到可站立的位置")
            }
            (Lang::Zh, Untied::Island(mm)) => format!(
                "{at}附近没有可用道路:最近的道路在{}米外,属于孤立路段;请检查当地道路数据",
                grouped(mm.div_ceil(1000))
            ),
            (Lang::Zh, Untied::Nothing) => {
                format!("{at}附近没有道路;请检查经度是否在前、道路数据是否覆盖该处")
            }
        }
    }
}
