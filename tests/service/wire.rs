//! The service as it runs: on a port of this machine, asked by real clients.

use super::client::{load, town};
use geo::{Intersects, Rect, coord};
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::process::Command;
use std::sync::mpsc;
use std::time::Duration;
use walkshed_io::layers::Layer;
use walkshed_server::{Notice, Settings, run};

/// A service of its own on a free port of this machine; it ends with the test.
fn started() -> SocketAddr {
    let (told, notices) = mpsc::channel();
    let (counted, stations) = mpsc::channel();
    std::thread::spawn(move || {
        let mut settings = Settings::new(Box::new(|| Ok(load())));
        settings.bind.set_port(0);
        settings.workers = Some(2);
        settings.evaluated =
            Box::new(move |_, answer| counted.send(answer.stations.len()).unwrap());
        settings.watch = Box::new(move |notice| told.send(notice).unwrap());
        run(settings).unwrap();
    });
    let told = || notices.recv_timeout(Duration::from_mins(1)).unwrap();
    let Notice::Listening(at) = told() else { panic!("it listens first") };
    assert_eq!(told(), Notice::Ready);
    assert_eq!(stations.try_recv(), Ok(26), "what was evaluated is told before");
    at
}

/// Sends bytes and reads until the service closes the connection.
fn exchange(at: SocketAddr, request: &str) -> String {
    let mut stream = TcpStream::connect(at).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    String::from_utf8(answer).unwrap()
}

#[test]
fn the_running_service_answers_on_the_wire() {
    let at = started();
    let end = "Host: 127.0.0.1\r\nConnection: close\r\n\r\n";
    let page = "/collections/demand/items?limit=10000";
    let head = exchange(at, &format!("HEAD {page} HTTP/1.1\r\n{end}"));
    assert!(head.starts_with("HTTP/1.1 200 OK\r\n"), "{head}");
    assert!(head.ends_with("\r\n\r\n"), "a head has no body: {head}");
    let whole = exchange(at, &format!("GET {page} HTTP/1.1\r\n{end}"));
    assert!(whole.contains("transfer-encoding: chunked\r\n"), "a long page is streamed");
    let hostile =
        exchange(at, "GET / HTTP/1.1\r\nHost: a\"<b>\r\nConnection: close\r\n\r\n");
    assert!(!hostile.contains("<b>"), "{hostile}");
    let wrong = exchange(at, &format!("GET /collections/../.. HTTP/1.1\r\n{end}"));
    assert!(wrong.starts_with("HTTP/1.1 404"), "{wrong}");
}

#[test]
fn a_project_that_cannot_be_loaded_ends_the_service_with_its_reason() {
    let mut settings = Settings::new(Box::new(|| Err("no such project".into())));
    settings.bind.set_port(0);
    assert_eq!(run(settings).unwrap_err().to_string(), "no such project");
}

#[test]
#[allow(clippy::print_stderr, reason = "a skipped test must say so")]
fn gdal_reads_every_layer() {
    if Command::new("ogrinfo").arg("--version").output().is_err() {
        eprintln!("gdal_reads_every_layer is skipped: ogrinfo is not installed");
        return;
    }
    let at = started();
    let (loaded, evaluation) = town();
    let ogrinfo = |arguments: &[&str]| {
        let mut command = Command::new("ogrinfo");
        command.args(["-so", "-ro", "--config", "CPL_DEBUG", "OFF"]);
        let source = format!("OAPIF:http://{at}");
        let output = command.arg(source).args(arguments).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success() && said.is_empty(), "{said}");
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    let count = |text: &str| -> usize {
        let line = text.lines().find_map(|line| line.strip_prefix("Feature Count: "));
        line.unwrap_or_else(|| panic!("{text}")).parse().unwrap()
    };
    let listed = ogrinfo(&[]);
    for layer in Layer::ALL {
        assert!(listed.contains(layer.key()), "{listed}");
        let all = layer.features(&loaded, &evaluation).count();
        assert_eq!(count(&ogrinfo(&[layer.key()])), all, "{}", layer.key());
    }
    assert_eq!(count(&ogrinfo(&["stations", "-where", "level = 3"])), 11);
    let boxed = ["-spat", "99.9205", "24.5595", "99.9283", "24.5817"];
    let asked =
        Rect::new(coord! {x: 99.9205, y: 24.5595}, coord! {x: 99.9283, y: 24.5817});
    let inside = loaded
        .district
        .stations
        .iter()
        .filter(|station| asked.intersects(&geo::Point::from(station.position)));
    assert_eq!(count(&ogrinfo(&[&["stations"], &boxed[..]].concat())), inside.count());
}
