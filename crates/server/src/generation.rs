//! A loaded project with all its answers: immutable, and swapped whole.

use crate::answers::Answers;
use crate::layer::Index;
use actix_web::web::Bytes;
use walkshed::coverage::Evaluation;
use walkshed::model::{CoverageOptions, District};
use walkshed_io::Loaded;
use walkshed_io::layers::{Layer, View};
use walkshed_io::report;

/// One state of the data, and everything that is answered from it.
#[derive(Debug)]
pub struct Generation {
    loaded: Loaded,
    evaluation: Evaluation,
    indexes: [Index; 4],
    answers: Answers,
}

impl Generation {
    /// Evaluates a project on its own terms, and indexes its layers.
    ///
    /// # Cost
    ///
    /// One evaluation, and one pass over all features: never on the event loop.
    #[must_use]
    pub fn of(loaded: Loaded) -> Self {
        let evaluation = Evaluation::of(&loaded.district, &loaded.options);
        let view = |layer: Layer| layer.view(&loaded, &evaluation);
        let indexes = Layer::ALL.map(|layer| Index::of(&view(layer)));
        let body = render(&loaded, &evaluation);
        let answers = Answers::beginning_with(evaluation.options.clone(), body);
        Self { loaded, evaluation, indexes, answers }
    }

    /// What the project is called.
    pub(crate) fn name(&self) -> &str {
        &self.loaded.name
    }

    /// The project as it was read.
    pub(crate) fn loaded(&self) -> &Loaded {
        &self.loaded
    }

    /// Stations, demand and streets.
    pub(crate) fn district(&self) -> &District {
        &self.loaded.district
    }

    /// Every answer on the project's own terms.
    pub(crate) fn evaluation(&self) -> &Evaluation {
        &self.evaluation
    }

    /// The lines under which the data may be used.
    pub(crate) fn licences(&self) -> &[String] {
        &self.loaded.licences
    }

    /// A layer of the evaluation on the project's own terms.
    pub(crate) fn view(&self, layer: Layer) -> View<'_> {
        layer.view(&self.loaded, &self.evaluation)
    }

    /// Where the features of a layer are, and what they are called.
    pub(crate) fn index(&self, layer: Layer) -> &Index {
        let nth = Layer::ALL.iter().position(|&one| one == layer).unwrap_or_default();
        &self.indexes[nth]
    }

    /// Evaluations on other terms that were asked for lately.
    pub(crate) fn answers(&self) -> &Answers {
        &self.answers
    }

    /// The object of `/coverage` on other terms.
    ///
    /// # Cost
    ///
    /// One evaluation: never on the event loop.
    pub(crate) fn evaluate(&self, terms: &CoverageOptions) -> Bytes {
        render(&self.loaded, &Evaluation::of(&self.loaded.district, terms))
    }
}

fn render(loaded: &Loaded, evaluation: &Evaluation) -> Bytes {
    report::coverage(loaded, evaluation).to_string().into()
}
