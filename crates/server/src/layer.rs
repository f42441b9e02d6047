//! What the service keeps of a layer, so that a page costs its own features only: boxes, levels,
//! ids.

use crate::params::Items;
use geo::{BoundingRect, Coord, Rect};
use std::collections::HashMap;
use walkshed::model::Value;
use walkshed_io::layers::{Feature, Layer, View};

/// Boxes, levels and ids of the features of a layer, by place.
#[derive(Debug)]
pub(crate) struct Index {
    /// The box of each feature that has a geometry.
    boxes: Vec<Option<Rect>>,
    /// The level of each feature; empty if the layer has no levels.
    levels: Vec<i64>,
    /// Place of the first feature of each id.
    ids: HashMap<String, usize>,
    /// The box round all of them.
    extent: Option<Rect>,
    /// Places of stations and sites that do not count, where only those that do are asked for;
    /// rising.
    hidden: Vec<usize>,
}

impl Index {
    /// Looks at every feature once; of stations and sites, only those that count are shown where
    /// some are `selected`.
    pub(crate) fn of(view: &View<'_>, selected: bool) -> Self {
        let has_levels = view.columns().iter().any(|column| &*column.name == "level");
        let mut index = Self {
            boxes: Vec::new(),
            levels: Vec::new(),
            ids: HashMap::new(),
            extent: None,
            hidden: Vec::new(),
        };
        for feature in (0..view.len()).map_while(|place| view.feature(place)) {
            let bounds = feature.geometry.as_ref().and_then(BoundingRect::bounding_rect);
            index.extent = match (index.extent, bounds) {
                (Some(extent), Some(bounds)) => Some(around(extent, bounds)),
                (extent, bounds) => extent.or(bounds),
            };
            if selected && counts(&feature) == Some(false) {
                index.hidden.push(index.boxes.len());
            }
            if has_levels {
                let level = match feature.property("level") {
                    Some(Value::Integer(level)) => *level,
                    _ => 0,
                };
                index.levels.push(level);
            }
            index.ids.entry(feature.id).or_insert(index.boxes.len());
            index.boxes.push(bounds);
        }
        index
    }

    /// The box round all features.
    pub(crate) fn extent(&self) -> Option<Rect> {
        self.extent
    }

    /// The place of a feature.
    pub(crate) fn find(&self, id: &str) -> Option<usize> {
        self.ids.get(id).copied()
    }

    /// The features of a page, and how many there are on all pages together.
    ///
    /// One place more than the page holds is returned, if there is one: the next page's first.
    ///
    /// # Cost
    ///
    /// One pass over boxes and levels; geometries only where a box cannot decide.
    pub(crate) fn page(&self, view: &View<'_>, items: &Items) -> (Vec<usize>, usize) {
        let mut places = Vec::new();
        let mut matched = 0;
        for place in
            (0..self.boxes.len()).filter(|&place| self.matches(view, items, place))
        {
            matched += 1;
            if place >= items.cursor && places.len() <= items.limit {
                places.push(place);
            }
        }
        (places, matched)
    }

    fn matches(&self, view: &View<'_>, items: &Items, place: usize) -> bool {
        let of_level = match (items.level, self.levels.get(place)) {
            (Some(asked), Some(&level)) => asked == level,
            _ => true,
        };
        let shape = || view.feature(place)?.geometry;
        let shown = self.hidden.binary_search(&place).is_err();
        shown
            && of_level
            && items.bbox.is_none_or(|bbox| {
                // OGC 17-069r4, requirement 24: what lies nowhere lies in every box
                self.boxes[place].is_none_or(|bounds| bbox.touches(bounds, shape))
            })
    }
}

/// Whether a station counts, or any of a site; `None` for other features.
fn counts(feature: &Feature) -> Option<bool> {
    match feature.property("counts")? {
        Value::Bool(counts) => Some(*counts),
        _ => None,
    }
}

/// The box round two boxes.
fn around(a: Rect, b: Rect) -> Rect {
    let low = Coord { x: a.min().x.min(b.min().x), y: a.min().y.min(b.min().y) };
    let high = Coord { x: a.max().x.max(b.max().x), y: a.max().y.max(b.max().y) };
    Rect::new(low, high)
}

/// What a layer is called in catalogs.
pub(crate) fn title(layer: Layer) -> &'static str {
    match layer {
        Layer::Stations => "Stations",
        Layer::Sites => "Sites",
        Layer::Demand => "Demand",
        Layer::Grids => "Grids",
        Layer::Gaps => "Gaps",
        Layer::Blocks => "Blocks",
    }
}

/// What a layer holds, in a sentence.
pub(crate) fn description(layer: Layer) -> &'static str {
    match layer {
        Layer::Stations => {
            "Service stations: whom each one covers, and who would lose it"
        }
        Layer::Sites => {
            "Places with all their plates: one site may hold several stations"
        }
        Layer::Demand => {
            "Census blocks, plots or buildings: covered or not at every level, and why"
        }
        Layer::Grids => "Areas: how many of their people are covered at every level",
        Layer::Gaps => "Connected uncovered demand of every level, with its cause",
        Layer::Blocks => "Blocks of which parts are covered",
    }
}

/// What `level` does to a layer.
pub(crate) fn level_means(layer: Layer) -> &'static str {
    match layer {
        Layer::Stations => "Only stations of this level",
        Layer::Sites => "Only sites whose highest station is of this level",
        Layer::Demand => {
            "Leaves out what is said of the other levels (status, reason, minutes, walk_m, \
             straight_m, nearest); no demand is left out"
        }
        Layer::Grids => "Only areas of this level",
        Layer::Gaps => "Only gaps of this level",
        Layer::Blocks => "Only what is said of this level",
    }
}
