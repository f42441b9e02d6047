//! Countries, and whether one walks on their cycleways.

use super::told::Told;
use std::str::FromStr;

/// A country by its ISO 3166-1 alpha-2 code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Country(&'static str);

/// All codes of ISO 3166-1 alpha-2 (2024).
const CODES: &str = "\
AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO \
BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ \
DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP \
GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG \
KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML \
MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE \
PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL \
SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM \
US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW";

/// Countries in which a cycleway is open to walkers unless tagged otherwise. Elsewhere the
/// world-wide default holds: it is not.
///
/// # References
///
/// OpenStreetMap wiki, "OSM tags for routing/Access restrictions", row `cycleway`, column `foot`:
/// the countries for which the page says so and other routers read it likewise. The page has a row
/// for bridleways too; they follow the cycleways here.
const WALKED: &str = "BE BY CH DK FI GB HU IS NL NO PL RU SE SK US";

impl Country {
    /// Whether one walks on a cycleway where no tag says so.
    pub(super) fn walks_cycleways(self) -> bool {
        WALKED.split(' ').any(|code| code == self.0)
    }
}

impl FromStr for Country {
    type Err = Told;

    fn from_str(code: &str) -> Result<Self, Told> {
        let known = CODES.split(' ').find(|known| code == *known);
        known.map(Self).ok_or_else(|| {
            Told::new(
                "not a country: write two capital letters of ISO 3166-1, such as CN or GB",
                "不是国家代码,请写ISO 3166-1的两个大写字母,如CN、GB",
            )
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_say_whether_one_walks_on_cycleways() {
        for (code, walked) in [
            ("GB", Some(true)),
            ("NL", Some(true)),
            ("CN", Some(false)),
            ("DE", Some(false)),
            ("ZW", Some(false)),
            ("UK", None),
            ("gb", None),
            ("", None),
            ("DA", None),
        ] {
            let country = code.parse().ok();
            assert_eq!(country.map(Country::walks_cycleways), walked, "{code}");
        }
        assert!(
            WALKED.split(' ').all(|code| CODES.split(' ').any(|known| known == code))
        );
        assert_eq!(CODES.split(' ').count(), 249);
    }
}
