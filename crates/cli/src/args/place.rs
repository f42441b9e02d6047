//! A place on the command line.

use std::str::FromStr;
use walkshed::LngLat;

/// A place on the command line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Place(pub(crate) LngLat);

impl FromStr for Place {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let how = "write longitude, then latitude in degrees, as in 99.9241,24.578";
        let number = |text: &str| text.trim().parse::<f64>().ok();
        let Some((Some(lng), Some(lat))) =
            text.split_once(',').map(|(lng, lat)| (number(lng), number(lat)))
        else {
            return Err(format!("{text:?} is not a place: {how}"));
        };
        match LngLat::new(lng, lat) {
            Ok(at) => Ok(Self(at)),
            Err(_) if LngLat::new(lat, lng).is_ok() => {
                Err(format!("did you mean {lat},{lng}? {how}"))
            }
            Err(error) => Err(format!("{error}; {how}")),
        }
    }
}
