//! Upgrade triggers: when something is to be done about a station, as a file.

use crate::project::Told;
use serde::Deserialize;
use serde::de::IgnoredAny;
use walkshed::standard::Amount;
use walkshed::upgrade::Triggers;

/// The file of triggers; what it does not say stays as it is.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    #[serde(rename = "id")]
    _id: IgnoredAny,
    #[serde(rename = "kind")]
    _kind: IgnoredAny,
    #[serde(rename = "title")]
    _title: IgnoredAny,
    #[serde(default, rename = "source")]
    _source: IgnoredAny,
    #[serde(default, rename = "verified")]
    _verified: IgnoredAny,
    #[serde(default)]
    too_small: TooSmall,
    #[serde(default)]
    remote: Remote,
    #[serde(default)]
    bad_layout: BadLayout,
    #[serde(default)]
    old: Old,
    #[serde(default)]
    redundant: Redundant,
    #[serde(default)]
    critical: Critical,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct TooSmall {
    area_per_household: Option<Share>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Remote {
    ratio_over: Option<Share>,
    share_below: Option<Share>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct BadLayout {
    missing_over: Option<Share>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Old {
    built_before: Option<i32>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Redundant {
    loss_below: Option<Share>,
    within_m: Option<Share>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Critical {
    loss_from: Option<Share>,
}

/// A number from 0 to 10,000, to thousandths.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(try_from = "f64")]
struct Share(u32);

impl TryFrom<f64> for Share {
    type Error = Told;

    fn try_from(number: f64) -> Result<Self, Told> {
        let fits = (0.0..=10_000.0).contains(&number);
        let told = || Told::new("write a number from 0 to 10000", "请写0至10000之间的数");
        fits.then(|| Self((number * 1000.0).round() as u32)).ok_or_else(told)
    }
}

impl File {
    /// Replaces the thresholds that the file says.
    pub(super) fn set(&self, triggers: &mut Triggers) {
        let set = |place: &mut Amount, said: Option<Share>| {
            if let Some(Share(thousandths)) = said {
                *place = Amount::from_thousandths(i64::from(thousandths));
            }
        };
        set(&mut triggers.area_per_household, self.too_small.area_per_household);
        set(&mut triggers.remote_ratio, self.remote.ratio_over);
        set(&mut triggers.remote_share, self.remote.share_below);
        set(&mut triggers.missing_share, self.bad_layout.missing_over);
        set(&mut triggers.redundant_loss, self.redundant.loss_below);
        set(&mut triggers.critical_loss, self.critical.loss_from);
        triggers.built_before = self.old.built_before.unwrap_or(triggers.built_before);
        let within = self.redundant.within_m.map(|Share(thousandths)| thousandths);
        triggers.redundant_mm = within.unwrap_or(triggers.redundant_mm);
    }
}
