//! Shapely and pyproj, as a judge that we did not write.

use serde_json::Value;
use std::error::Error;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

/// A Python with shapely and pyproj.
pub(crate) struct Shapely {
    python: String,
}

impl Shapely {
    /// Finds it, at `$WALKSHED_PYTHON` or on the path; `None`, and said so, if there is none.
    #[expect(clippy::print_stderr, reason = "a test that skips says so")]
    pub(crate) fn find() -> Option<Self> {
        let named = std::env::var("WALKSHED_PYTHON").ok();
        let known = ["python3", "/usr/bin/python3", "python"].map(str::to_owned);
        let python = named.into_iter().chain(known).find(|python| {
            let mut command = Command::new(python);
            command.args(["-c", "import shapely, pyproj"]).stderr(Stdio::null());
            command.status().is_ok_and(|status| status.success())
        });
        if python.is_none() {
            eprintln!(
                "SKIPPED judging land: no python3 with shapely and pyproj; WALKSHED_PYTHON may \
                 name one"
            );
        }
        Some(Self { python: python? })
    }

    /// What it makes of a case.
    pub(crate) fn judge(&self, case: &Value) -> Result<Value, Box<dyn Error>> {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("land").join("judge.py");
        let mut command = Command::new(&self.python);
        command.arg(script).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut process = command.spawn()?;
        let mut questions = process.stdin.take().ok_or("no way to ask")?;
        serde_json::to_writer(&mut questions, case)?;
        questions.flush()?;
        drop(questions);
        let answer = process.wait_with_output()?;
        if answer.status.success() {
            Ok(serde_json::from_slice(&answer.stdout)?)
        } else {
            Err("shapely found no answer".into())
        }
    }
}
