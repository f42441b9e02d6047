//! A client of the service inside the test's own process.

use actix_web::http::StatusCode;
use actix_web::http::header::{ALLOW, CONTENT_TYPE, RETRY_AFTER};
use actix_web::test::{TestRequest, call_service, init_service, read_body};
use actix_web::{App, web};
use serde_json::Value;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use walkshed::coverage::Evaluation;
use walkshed_io::{Loaded, Project};
use walkshed_server::{Generation, State, configure};

/// Media type of every error.
const PROBLEM: &str = "application/problem+json";

/// The reference town and its answers, apart from the service.
pub(crate) fn town() -> (Loaded, Evaluation) {
    let loaded = load();
    let evaluation = Evaluation::of(&loaded.district, &loaded.options);
    (loaded, evaluation)
}

pub(crate) fn load() -> Loaded {
    Project::open(&walkshed_tests::dataset("fengqing")).unwrap().load(&|_| {}).unwrap()
}

/// An answer as a client sees it.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) media_type: String,
    pub(crate) allow: Option<String>,
    pub(crate) retry: bool,
    pub(crate) open: bool,
    pub(crate) body: String,
}

impl Answer {
    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|e| panic!("{e}: {}", self.body))
    }

    /// The detail of a problem of this status.
    #[track_caller]
    pub(crate) fn problem(&self, status: u16) -> String {
        let body = self.json();
        assert_eq!(self.status.as_u16(), status, "{body}");
        assert_eq!(self.media_type, PROBLEM);
        assert_eq!(body["status"], status);
        assert!(body["type"].as_str().unwrap().starts_with("urn:walkshed:problem:"));
        assert!(!body["title"].as_str().unwrap().is_empty());
        assert!(self.body.len() < 1000, "{} bytes", self.body.len());
        body["detail"].as_str().unwrap().to_owned()
    }
}

pub(crate) type Call = dyn Fn(TestRequest) -> Pin<Box<dyn Future<Output = Answer>>>;

/// A client of the service as the binary configures it.
pub(crate) struct Client(pub(crate) Box<Call>);

impl Client {
    /// A client of a service over the project in a folder.
    pub(crate) async fn of_project(folder: &std::path::Path) -> Self {
        let loaded = Project::open(folder).unwrap().load(&|_| {}).unwrap();
        let state = State::new();
        state.publish(Generation::of(loaded));
        Self::of(state).await
    }

    pub(crate) async fn of(state: State) -> Self {
        let app = App::new().app_data(web::Data::new(state)).configure(configure);
        let app = Rc::new(init_service(app).await);
        Self(Box::new(move |request| {
            let app = Rc::clone(&app);
            Box::pin(async move {
                let response = call_service(&*app, request.to_request()).await;
                let header = |name| {
                    let value = response.headers().get(name)?;
                    Some(value.to_str().unwrap().to_owned())
                };
                Answer {
                    status: response.status(),
                    media_type: header(CONTENT_TYPE).unwrap_or_default(),
                    allow: header(ALLOW),
                    retry: header(RETRY_AFTER).is_some(),
                    open: response.headers().contains_key("access-control-allow-origin"),
                    body: String::from_utf8(read_body(response).await.to_vec()).unwrap(),
                }
            })
        }))
    }

    pub(crate) async fn fengqing() -> Self {
        let state = State::new();
        state.publish(Generation::of(load()));
        Self::of(state).await
    }

    pub(crate) async fn get(&self, uri: &str) -> Answer {
        (self.0)(TestRequest::get().uri(uri)).await
    }

    /// What lies behind a path that answers.
    pub(crate) async fn read(&self, uri: &str) -> Value {
        let answer = self.get(uri).await;
        assert_eq!(answer.status, StatusCode::OK, "{uri}: {}", answer.body);
        answer.json()
    }

    /// All features of pages that follow each other, with their number.
    pub(crate) async fn walk(&self, uri: &str) -> (Vec<Value>, usize) {
        let (mut features, mut pages) = (Vec::new(), 0);
        let mut next = Some(uri.to_owned());
        while let Some(uri) = next {
            let page = self.read(&uri).await;
            let here = page["features"].as_array().unwrap();
            assert_eq!(page["numberReturned"], here.len());
            features.extend(here.iter().cloned());
            pages += 1;
            assert!(pages < 1000, "the next links never end");
            next = link(&page, "next").map(|href| path_of(&href));
            if next.is_none() {
                assert_eq!(page["numberMatched"], features.len());
            }
        }
        (features, pages)
    }
}

/// The target of a document's first link of a relation.
pub(crate) fn link(document: &Value, rel: &str) -> Option<String> {
    let links = document["links"].as_array().unwrap();
    let link = links.iter().find(|link| link["rel"] == rel)?;
    Some(link["href"].as_str().unwrap().to_owned())
}

/// An address without its scheme and host.
pub(crate) fn path_of(href: &str) -> String {
    href.strip_prefix("http://localhost:8080")
        .unwrap_or_else(|| panic!("{href}"))
        .to_owned()
}

pub(crate) fn ids(features: &[Value]) -> Vec<&str> {
    features.iter().map(|feature| feature["id"].as_str().unwrap()).collect()
}

/// What a reference of the document stands for, or the value itself.
pub(crate) fn resolve<'a>(api: &'a Value, value: &'a Value) -> &'a Value {
    match value["$ref"].as_str() {
        Some(at) => {
            api.pointer(at.trim_start_matches('#')).unwrap_or_else(|| panic!("{at}"))
        }
        None => value,
    }
}
