//! GEOS, as a judge that we did not write: one process of Python with shapely.

use std::error::Error;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

/// Where Python may be; shapely of the system is not always that of the first on the path.
const PYTHONS: [&str; 3] = ["python3", "/usr/bin/python3", "python"];

/// A process that judges files, one after the other.
pub(crate) struct Geos {
    process: Child,
    questions: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Geos {
    /// Starts it; `None`, and said so, where no Python has shapely.
    #[expect(clippy::print_stderr, reason = "a test that skips says so")]
    pub(crate) fn start() -> Result<Option<Self>, Box<dyn Error>> {
        let Some(python) = PYTHONS.into_iter().find(|python| has_shapely(python)) else {
            eprintln!("SKIPPED judging areas by GEOS: no python3 with shapely");
            return Ok(None);
        };
        let judge =
            Path::new(env!("CARGO_MANIFEST_DIR")).join("isochrones").join("judge.py");
        let mut command = Command::new(python);
        command.arg(judge).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut process = command.spawn()?;
        let questions = process.stdin.take().ok_or("no way to ask")?;
        let answers = process.stdout.take().ok_or("no way to hear")?;
        Ok(Some(Self { process, questions, answers: BufReader::new(answers) }))
    }

    /// How many areas a file holds, all of them sound; else what is wrong.
    pub(crate) fn judge(&mut self, file: &Path) -> Result<usize, Box<dyn Error>> {
        writeln!(self.questions, "{}", file.display())?;
        self.questions.flush()?;
        let mut answer = String::new();
        self.answers.read_line(&mut answer)?;
        let answer = answer.trim();
        Ok(answer.parse().map_err(|_words| format!("GEOS says: {answer}"))?)
    }

    /// Ends it when all is judged.
    pub(crate) fn end(self) -> Result<(), Box<dyn Error>> {
        let Self { mut process, questions, .. } = self;
        drop(questions);
        let status = process.wait()?;
        if status.success() { Ok(()) } else { Err(format!("GEOS: {status}").into()) }
    }
}

fn has_shapely(python: &str) -> bool {
    let mut command = Command::new(python);
    command.args(["-c", "import shapely.validation"]).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}
