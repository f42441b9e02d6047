//! Where a long run is, on a terminal.

use crate::words::{Word, Words};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::time::Duration;
use walkshed::coverage::Step;
use walkshed_io::{Lang, Stage};

/// One line on standard error that says what is being done, and since when; wiped when dropped.
#[derive(Debug)]
pub(crate) struct Progress {
    bar: ProgressBar,
    lang: Words,
}

impl Progress {
    /// Drawn only if `visible`.
    pub(crate) fn new(lang: Words, visible: bool) -> Self {
        let bar = ProgressBar::no_length();
        bar.set_draw_target(if visible {
            ProgressDrawTarget::stderr()
        } else {
            ProgressDrawTarget::hidden()
        });
        if visible {
            if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} {elapsed}") {
                bar.set_style(style);
            }
            bar.enable_steady_tick(Duration::from_millis(100));
        }
        Self { bar, lang }
    }

    /// A stage of loading.
    pub(crate) fn load(&self, stage: Stage) {
        let message = match (stage, self.lang.0) {
            (Stage::Reading(role), Lang::Zh) => format!("读取 {role}"),
            (Stage::Connecting, Lang::Zh) => "连接道路".to_owned(),
            (Stage::Checking, Lang::Zh) => "检查数据".to_owned(),
            (stage, _) => stage.to_string(),
        };
        self.bar.set_message(message);
    }

    /// A step of the evaluation.
    pub(crate) fn evaluate(&self, step: Step) {
        let word = match step {
            Step::Snapping => Word::Snapping,
            Step::Searching => Word::Searching,
            Step::Table => Word::Measuring,
            Step::Gaps => Word::FormingGaps,
            Step::Areas => Word::Counting,
        };
        self.bar.set_message(self.lang.say(word));
    }

    /// Anything else.
    pub(crate) fn say(&self, word: Word) {
        self.bar.set_message(self.lang.say(word));
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
