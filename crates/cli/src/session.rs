//! One run: its language, threads, and where data and messages go.

mod asked;

pub(crate) use asked::{Asked, check_scenario};

use crate::args::{Command, Common};
use crate::commands;
use crate::failure::{Failure, Usage};
use crate::findings::{self, Message};
use crate::progress::Progress;
use crate::words::{Word, Words};
use rayon::ThreadPool;
use std::io::{self, ErrorKind, Write};
use std::sync::Arc;
use walkshed::coverage::{Evaluation, Step};
use walkshed::scenario::Prepared;
use walkshed_io::Loaded;
use walkshed_io::write::Written;

/// What a command works with.
pub(crate) struct Session<'s> {
    pub(crate) lang: Words,
    common: Common,
    terminal: bool,
    out: Output<'s>,
    err: &'s mut dyn Write,
    /// Whether the input had anything to correct.
    wrong: bool,
    /// The status of a command that answers in spite of what it met.
    status: u8,
}

impl<'s> Session<'s> {
    pub(crate) fn new(
        common: Common,
        lang: Words,
        terminal: bool,
        out: &'s mut dyn Write,
        err: &'s mut dyn Write,
    ) -> Self {
        let out = Output { inner: out, failed: None };
        Self { lang, common, terminal, out, err, wrong: false, status: 0 }
    }

    /// Runs a command and returns the exit status.
    pub(crate) fn run(&mut self, command: Command) -> Result<u8, Failure> {
        match command {
            Command::Audit(args) => commands::audit::run(self, &args)?,
            Command::Check(args) => commands::check::run(self, &args)?,
            Command::Circle(args) => commands::circle::run(self, &args)?,
            Command::Compare(args) => commands::compare::run(self, &args)?,
            Command::Convert(args) => commands::convert::run(self, &args)?,
            Command::Coverage(args) => commands::coverage::run(self, &args)?,
            Command::Explain(args) => commands::explain::run(self, &args)?,
            Command::Gaps(args) => commands::gaps::run(self, &args)?,
            Command::Init(args) => commands::init::run(self, &args)?,
            Command::Isochrone(args) => commands::isochrone::run(self, &args)?,
            Command::Matrix(args) => commands::matrix::run(self, &args)?,
            Command::Network(args) => commands::network::run(self, &args)?,
            Command::Serve(args) => commands::serve::run(self, args)?,
        }
        Ok(self.status.max(u8::from(self.common.strict && self.wrong)))
    }

    /// The answer was given; this is the status, and whether the input had anything to correct.
    pub(crate) fn end_with(&mut self, status: u8, wrong: bool) {
        self.status = status;
        self.wrong |= wrong;
    }

    /// Loads a project on other terms than it says, and tells what was found.
    pub(crate) fn load(&mut self, asked: &Asked<'_>) -> Result<Loaded, Failure> {
        let progress = self.progress();
        let loaded = self.compute(|| asked.load(&progress))??;
        drop(progress);
        self.tell(&findings::of_input(self.lang, &loaded.findings));
        Ok(loaded)
    }

    /// Loads a project in every year of its demand, or in the one that is asked for; once where
    /// it has none.
    pub(crate) fn load_years(
        &mut self,
        asked: &Asked<'_>,
    ) -> Result<Vec<Loaded>, Failure> {
        let progress = self.progress();
        let loaded = self.compute(|| asked.load_all(&progress))??;
        drop(progress);
        self.tell(&findings::of_input(self.lang, &loaded.findings));
        match (asked.year, loaded.district.demand.years().as_slice()) {
            (None, []) => Ok(vec![loaded]),
            (None, years) => Ok(years.iter().map(|&year| loaded.in_year(year)).collect()),
            (Some(_), _) => Ok(vec![asked.in_year(loaded)?]),
        }
    }

    /// Evaluates what was loaded, and tells what was found.
    pub(crate) fn evaluate(&mut self, loaded: &Loaded) -> Result<Evaluation, Failure> {
        self.evaluate_by(loaded, |watch| {
            Evaluation::watched(&loaded.district, &loaded.options, watch)
        })
    }

    /// Evaluates one of several years: the first in full, the others by what differs from it.
    pub(crate) fn evaluate_year(
        &mut self,
        loaded: &Loaded,
        first: &mut Option<Prepared>,
    ) -> Result<Evaluation, Failure> {
        self.evaluate_by(loaded, |watch| {
            if let Some(first) = &*first {
                return first.evaluate(&loaded.district, watch);
            }
            let district = Arc::new(loaded.district.clone());
            let prepared = Prepared::new(district, &loaded.options, watch);
            first.insert(prepared).evaluation().clone()
        })
    }

    fn evaluate_by(
        &mut self,
        loaded: &Loaded,
        evaluate: impl FnOnce(&(dyn Fn(Step) + Sync)) -> Evaluation + Send,
    ) -> Result<Evaluation, Failure> {
        let progress = self.progress();
        let watch = |step| progress.evaluate(step);
        let evaluation = self.compute(|| evaluate(&watch))?;
        drop(progress);
        self.tell(&findings::of_evaluation(self.lang, loaded, &evaluation));
        Ok(evaluation)
    }

    /// Computes on as many threads as were asked for.
    pub(crate) fn compute<R: Send>(
        &self,
        work: impl FnOnce() -> R + Send,
    ) -> Result<R, Failure> {
        Ok(match self.pool()? {
            Some(pool) => pool.install(work),
            None => work(),
        })
    }

    /// The threads that were asked for; `None` leaves the choice to the machine.
    pub(crate) fn pool(&self) -> Result<Option<ThreadPool>, Failure> {
        let Some(threads) = self.common.threads else { return Ok(None) };
        let built = rayon::ThreadPoolBuilder::new().num_threads(threads.into()).build();
        let failure = |error: rayon::ThreadPoolBuildError| {
            Failure::Usage(Usage::Threads { asked: threads, error: error.to_string() })
        };
        built.map(Some).map_err(failure)
    }

    /// Threads asked for.
    pub(crate) fn threads(&self) -> Option<usize> {
        self.common.threads.map(usize::from)
    }

    /// A line of progress, if anybody watches.
    pub(crate) fn progress(&self) -> Progress {
        Progress::new(self.lang, self.terminal && !self.common.quiet)
    }

    /// Writes data, and all of it: what is still buffered may fail too.
    pub(crate) fn write(
        &mut self,
        data: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(), Failure> {
        let written = data(&mut self.out).and_then(|()| self.out.flush());
        // formats wrap errors in their own; what the system said first counts
        written.map_err(|error| match self.out.failed {
            Some(kind) if kind != error.kind() => Failure::Output(kind.into()),
            _ => Failure::Output(error),
        })
    }

    /// Tells messages about the input.
    pub(crate) fn tell(&mut self, messages: &[Message]) {
        self.wrong |= findings::any_wrong(messages);
        // where messages cannot be written, data and status still tell
        let _told = findings::write(messages, self.lang, self.common.quiet, self.err);
    }

    /// Tells what the input cost.
    pub(crate) fn warn(&mut self, text: &str) {
        self.wrong = true;
        self.label(Word::Warning, text);
    }

    /// Asks what only the owner of the data knows.
    pub(crate) fn ask(&mut self, text: &str) {
        self.wrong = true;
        self.label(Word::Question, text);
    }

    fn label(&mut self, word: Word, text: &str) {
        let (label, colon) = (self.lang.say(word), self.lang.colon());
        let _told = writeln!(self.err, "{label}{colon}{}", crate::table::one_line(text));
    }

    /// Tells what was done.
    pub(crate) fn note(&mut self, text: &str) {
        if !self.common.quiet {
            let _told = writeln!(self.err, "{text}");
        }
    }

    /// Tells which files were written, and what they could not take.
    pub(crate) fn tell_written(&mut self, written: &Written) {
        for path in &written.paths {
            let text = self.lang.written(&path.display().to_string());
            self.note(&text);
        }
        let notes =
            written.notes.iter().map(|note| Message::of_file(note.text(self.lang.0)));
        let notes: Vec<Message> = notes.collect();
        let _told = findings::write(&notes, self.lang, self.common.quiet, self.err);
    }

    /// Tells why there is no answer.
    pub(crate) fn tell_failure(&mut self, failure: &Failure) {
        let (error, colon) = (self.lang.say(Word::Error), self.lang.colon());
        let _told = writeln!(
            self.err,
            "{error}{colon}{}",
            crate::table::one_line(&self.lang.failure(failure))
        );
    }
}

/// Standard output, remembering what first went wrong there.
struct Output<'o> {
    inner: &'o mut dyn Write,
    failed: Option<ErrorKind>,
}

impl Output<'_> {
    fn remember<T>(&mut self, result: io::Result<T>) -> io::Result<T> {
        if let Err(error) = &result
            && error.kind() != ErrorKind::Interrupted
        {
            self.failed.get_or_insert(error.kind());
        }
        result
    }
}

impl Write for Output<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.inner.write(bytes);
        self.remember(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        let flushed = self.inner.flush();
        self.remember(flushed)
    }
}
