//! `walkshed serve`: the service, told what it loads and where it listens.

use crate::args::Serve;
use crate::failure::Failure;
use crate::findings::{self, Message};
use crate::progress::Progress;
use crate::session::{Asked, Session};
use std::io;
use std::sync::mpsc::{Sender, channel};
use std::thread;
use walkshed_io::Loaded;
use walkshed_server::{LoadError, Notice, Settings};

/// What the threads of the service have to tell.
enum Event {
    Found(Vec<Message>),
    Notice(Notice),
}

pub(crate) fn run(session: &mut Session<'_>, args: Serve) -> Result<(), Failure> {
    // what is plainly wrong is told before anybody is listened to
    Asked::of(&args.terms, &args.scenario).open()?;
    let lang = session.lang;
    let (sender, events) = channel();
    let settings = settings(session, args, sender)?;
    // the service runs beside, so that messages are written by one thread alone
    let served = thread::scope(|scope| {
        let service = scope.spawn(move || walkshed_server::run(settings));
        for event in events {
            match event {
                Event::Found(found) => session.tell(&found),
                Event::Notice(Notice::Listening(at)) => session.note(&lang.listening(at)),
                Event::Notice(Notice::Ready) => session.note(lang.ready()),
                Event::Notice(_) => {}
            }
        }
        service.join()
    });
    let panicked = |_| Err(io::Error::other("a panic in the service"));
    served.unwrap_or_else(panicked).map_err(Failure::of_service)
}

fn settings(
    session: &Session<'_>,
    args: Serve,
    events: Sender<Event>,
) -> Result<Settings, Failure> {
    let (lang, pool) = (session.lang, session.pool()?);
    let (terms, scenario, found) = (args.terms, args.scenario, events.clone());
    let load = move || -> Result<Loaded, LoadError> {
        let read = || Asked::of(&terms, &scenario).load(&Progress::new(lang, false));
        let loaded = match &pool {
            Some(pool) => pool.install(read),
            None => read(),
        }?;
        // the receiver lives as long as the service
        let messages = findings::of_input(lang, &loaded.findings);
        let _told = found.send(Event::Found(messages));
        Ok(loaded)
    };
    let mut settings = Settings::new(Box::new(load));
    settings.bind = args.bind;
    settings.workers = session.threads();
    let found = events.clone();
    settings.evaluated = Box::new(move |loaded, evaluation| {
        let messages = findings::of_evaluation(lang, loaded, evaluation);
        let _told = found.send(Event::Found(messages));
    });
    settings.watch = Box::new(move |notice| {
        let _told = events.send(Event::Notice(notice));
    });
    Ok(settings)
}
