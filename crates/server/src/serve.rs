//! The running service: it listens at once and loads beside the event loop.

use crate::{Generation, LoadError, Loader, Notice, Settings, State, configure};
use actix_web::{App, HttpServer, rt, web};
use std::io;
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::Duration;

/// How long a client may take to send the head of a request.
const REQUEST_TIMEOUT: Duration = Duration::from_secs(10);
/// How long an idle connection is kept.
const KEEP_ALIVE: Duration = Duration::from_secs(75);
/// How long requests under way may take after a signal to stop, in seconds.
const SHUTDOWN_SECONDS: u64 = 30;

/// Serves a project until the process is told to stop.
///
/// It listens before the project is loaded; until then `/readyz` and every answer that needs the
/// project are 503. An interrupt or `SIGTERM` lets requests under way finish.
///
/// # Errors
///
/// Where it cannot listen; or with the [`LoadError`] inside, where the project cannot be loaded.
pub fn run(settings: Settings) -> io::Result<()> {
    rt::System::new().block_on(serve(settings))
}

async fn serve(settings: Settings) -> io::Result<()> {
    let Settings { bind, workers, load, evaluated, watch } = settings;
    let state = Arc::new(State::new());
    let shared = web::Data::from(Arc::clone(&state));
    let app = move || App::new().app_data(shared.clone()).configure(configure);
    let mut server = HttpServer::new(app)
        .client_request_timeout(REQUEST_TIMEOUT)
        .client_disconnect_timeout(REQUEST_TIMEOUT)
        .keep_alive(KEEP_ALIVE)
        // a page comes in pieces, and none is to wait for the client's word on the one before
        .tcp_nodelay(true)
        .shutdown_timeout(SHUTDOWN_SECONDS)
        .bind(bind)?;
    if let Some(workers) = workers {
        server = server.workers(workers.max(1));
    }
    server.addrs().into_iter().for_each(|at| watch(Notice::Listening(at)));
    let running = server.run();
    let handle = running.handle();

    let (failed, failure) = mpsc::channel();
    // a thread of its own, not the runtime's: a stop need not wait until a project is read
    thread::Builder::new().name("load".to_owned()).spawn(move || {
        match generation(&load) {
            Ok(generation) => {
                evaluated(generation.loaded(), generation.evaluation());
                state.publish(generation);
                watch(Notice::Ready);
            }
            Err(error) => {
                // the receiver lives as long as the server
                let _sent = failed.send(error);
                drop(handle.stop(true));
            }
        }
    })?;
    running.await?;
    failure.try_recv().map_or(Ok(()), |error| Err(io::Error::other(error)))
}

/// Loads and evaluates; a panic on the way is an error like any other.
fn generation(load: &Loader) -> Result<Generation, LoadError> {
    let made = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        load().map(Generation::of)
    }));
    made.unwrap_or_else(|_| Err("a panic while the project was being loaded".into()))
}
