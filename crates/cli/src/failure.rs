//! Why a command has no answer, and the exit status that says so.

use std::fmt;
use std::io::{self, ErrorKind};
use walkshed_io::ReadError;
use walkshed_io::write::WriteError;

/// The end of a run.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The arguments do not fit together, or not the project.
    Usage(String),
    /// The project cannot be read.
    Read(ReadError),
    /// The layers cannot be written.
    Write(WriteError),
    /// Standard output takes no more.
    Output(io::Error),
    /// The service cannot run.
    Serve(io::Error),
}

impl Failure {
    /// The status of wrong usage.
    pub(crate) const USAGE: u8 = 2;
    const UNREADABLE: u8 = 4;
    const RAN_OUT: u8 = 5;

    pub(crate) fn status(&self) -> u8 {
        match self {
            Self::Usage(_) => Self::USAGE,
            Self::Read(error) => error.status(),
            Self::Write(error) => error.status(),
            Self::Output(error) if error.kind() == ErrorKind::BrokenPipe => 0,
            Self::Output(error) | Self::Serve(error) => of_system(error),
        }
    }

    /// Whether there is nothing to tell: whoever closed the pipe knows.
    pub(crate) fn is_silent(&self) -> bool {
        self.status() == 0
    }

    /// Finds the failure to load inside the error of a service.
    pub(crate) fn of_service(error: io::Error) -> Self {
        match error.downcast::<Self>() {
            Ok(failure) => failure,
            Err(error) => Self::Serve(error),
        }
    }
}

/// The status for an error of the system.
fn of_system(error: &io::Error) -> u8 {
    match error.kind() {
        ErrorKind::StorageFull
        | ErrorKind::QuotaExceeded
        | ErrorKind::FileTooLarge
        | ErrorKind::OutOfMemory => Failure::RAN_OUT,
        ErrorKind::AddrInUse
        | ErrorKind::AddrNotAvailable
        | ErrorKind::PermissionDenied => Failure::USAGE,
        _ => Failure::UNREADABLE,
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Usage(message) => f.write_str(message),
            Self::Read(error) => error.fmt(f),
            Self::Write(error) => error.fmt(f),
            Self::Output(error) => write!(f, "standard output: {error}"),
            Self::Serve(error) => write!(f, "cannot serve: {error}; see --bind"),
        }
    }
}

impl std::error::Error for Failure {}

impl From<ReadError> for Failure {
    fn from(error: ReadError) -> Self {
        Self::Read(error)
    }
}

impl From<WriteError> for Failure {
    fn from(error: WriteError) -> Self {
        Self::Write(error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn status(kind: ErrorKind) -> u8 {
        Failure::Output(kind.into()).status()
    }

    #[test]
    fn a_closed_pipe_is_no_failure_and_a_full_disk_is_one() {
        assert_eq!(status(ErrorKind::BrokenPipe), 0);
        assert_eq!(status(ErrorKind::StorageFull), 5);
        assert_eq!(status(ErrorKind::OutOfMemory), 5);
    }

    #[test]
    fn a_service_that_cannot_load_fails_as_its_project_does() {
        let wrong = || Failure::Usage("level 9".to_owned());
        let failure = Failure::of_service(io::Error::other(wrong()));
        assert_eq!((failure.status(), failure.to_string()), (2, "level 9".to_owned()));
        // the service boxes what its loader returns
        let boxed: Box<dyn std::error::Error + Send + Sync> = Box::new(wrong());
        assert_eq!(Failure::of_service(io::Error::other(boxed)).status(), 2);
    }
}
