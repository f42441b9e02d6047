//! What must be known of all features before the first is written.

use super::content::Content;
use super::kind::{GeometryKind, Kinds};
use crate::rows::text_of;
use geo::{BoundingRect, Rect};
use walkshed::model::Value;

/// One pass over the features.
#[derive(Debug, Default)]
pub(super) struct Survey {
    /// How many there are.
    pub(super) count: usize,
    /// Those without a geometry.
    pub(super) without: usize,
    /// The kinds of geometry that come.
    pub(super) kinds: Kinds,
    /// The box around them.
    pub(super) bounds: Option<Rect>,
    /// The longest value of each flat column, in bytes of its text.
    pub(super) widths: Vec<usize>,
}

impl Survey {
    pub(super) fn of(content: &Content<'_>) -> Self {
        let mut survey = Self::default();
        survey.widths.resize(content.flat_columns().len(), 0);
        for mut feature in content.features() {
            survey.count += 1;
            match feature.geometry.take() {
                Some(geometry) => survey.add(&geometry),
                None => survey.without += 1,
            }
            let values = content.flat_values(feature);
            for (width, value) in survey.widths.iter_mut().zip(&values) {
                let own = match value {
                    Value::Text(text) => text.len(),
                    other => text_of(other).len(),
                };
                *width = own.max(*width);
            }
        }
        survey
    }

    fn add(&mut self, geometry: &geo::Geometry) {
        self.kinds.add(GeometryKind::of(geometry));
        let Some(own) = geometry.bounding_rect() else { return };
        self.bounds = Some(match self.bounds {
            None => own,
            Some(old) => Rect::new(
                geo::coord! { x: old.min().x.min(own.min().x), y: old.min().y.min(own.min().y) },
                geo::coord! { x: old.max().x.max(own.max().x), y: old.max().y.max(own.max().y) },
            ),
        });
    }
}
