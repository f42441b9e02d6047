//! Parts of the report as a network file stores them, where they are not plain numbers.

use super::InvalidNode;
use serde::{Deserialize, Serialize};
use walkshed::network::lines::StreetId;
use walkshed::{Axis, InvalidPosition, LngLat};

/// [`StreetId`]: `{"way": 7}`.
#[derive(Serialize, Deserialize)]
#[serde(remote = "StreetId", rename_all = "snake_case")]
pub(super) enum Id {
    Way(i64),
    Relation(i64),
    Own(Box<str>),
}

/// [`InvalidNode`]: the value as text, since it may be no number.
#[derive(Serialize, Deserialize)]
pub(super) struct Node {
    id: i64,
    latitude: bool,
    value: String,
}

impl From<InvalidNode> for Node {
    fn from(invalid: InvalidNode) -> Self {
        let InvalidNode { node, error: InvalidPosition { axis, value, .. } } = invalid;
        Self { id: node, latitude: axis == Axis::Latitude, value: value.to_string() }
    }
}

impl TryFrom<Node> for InvalidNode {
    type Error = &'static str;

    fn try_from(stored: Node) -> Result<Self, Self::Error> {
        let value: f64 = stored.value.parse().ok().ok_or("a coordinate")?;
        let at = if stored.latitude { [0.0, value] } else { [value, 0.0] };
        match LngLat::new(at[0], at[1]) {
            Ok(_) => Err("a coordinate that is not on the earth"),
            Err(error) => Ok(Self { node: stored.id, error }),
        }
    }
}
