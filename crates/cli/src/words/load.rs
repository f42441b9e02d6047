//! Norms in words.

use super::Words;
use crate::figures::{people, plain};
use walkshed::load::Load;
use walkshed_io::Lang;

impl Words {
    /// What is asked of stations, and how households come about.
    pub(crate) fn norms(self, load: &Load) -> Vec<String> {
        let norms = &load.norms;
        let area = norms.area_per_100_households_m2.map(plain).map(|area| match self.0 {
            Lang::En => {
                format!("norm: {area} m² for every 100 households nearest to a station")
            }
            Lang::Zh => format!("标准:每百户(以该站为最近站点)不少于{area}平方米"),
        });
        let most: Vec<String> =
            norms.people_per_station.iter().copied().map(people).collect();
        let most = (!most.is_empty()).then(|| match self.0 {
            Lang::En => format!("norm: at most {} people a station", most.join(" / ")),
            Lang::Zh => format!("标准:每站服务人口不超过{}人", most.join(" / ")),
        });
        let size = plain(norms.household_size);
        let households = (!load.households_counted).then(|| match self.0 {
            Lang::En => format!("assumed: {size} people a household"),
            Lang::Zh => format!("假定:户均{size}人"),
        });
        area.into_iter().chain(most).chain(households).collect()
    }
}
