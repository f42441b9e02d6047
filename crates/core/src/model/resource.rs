//! What else there is for a service circle to take in.

use super::{Facts, Value};
use crate::LngLat;

/// A place that is no station of the network and serves people all the same: a bank outlet, a
/// workers' home, a city station.
///
/// It is taken into the service circle of every center that its people can walk to; see
/// [`circle`](crate::circle).
#[doc(alias = "资源")]
#[derive(Clone, Debug, PartialEq)]
pub struct Resource {
    /// Its identity, unique among the resources of a project.
    pub id: String,
    /// What people call it; the id where the file has no name.
    pub name: String,
    /// Where its door is.
    pub position: LngLat,
    /// The site it stands on; without one it shares a site with what has its coordinates
    /// (rule 15).
    pub site: Option<String>,
    /// Id or name of the community it belongs to, as declared.
    pub community: Option<String>,
    /// What is known of it: kind, themes, services, groups.
    pub facts: Facts,
    /// Every other column, in the order of the file.
    pub properties: Vec<(String, Value)>,
}

impl Resource {
    /// A place of which no more is known; it is called by its id.
    #[must_use]
    pub fn new(id: impl Into<String>, position: LngLat) -> Self {
        let id = id.into();
        Self {
            name: id.clone(),
            id,
            position,
            site: None,
            community: None,
            facts: Facts::default(),
            properties: Vec::new(),
        }
    }
}
