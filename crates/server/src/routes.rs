//! Every path of the service, and what answers it.

pub(crate) mod coverage;
pub(crate) mod health;

use crate::error::METHODS;
use crate::ogc::{collections, conformance, items, landing};
use crate::params::{PLAIN, Query};
use crate::{ApiError, Generation, State, guard, openapi};
use actix_web::http::Method;
use actix_web::http::header::{ACCESS_CONTROL_ALLOW_METHODS, ALLOW};
use actix_web::middleware::from_fn;
use actix_web::web::ServiceConfig;
use actix_web::{
    FromRequest, Handler, HttpRequest, HttpResponse, Resource, Responder, web,
};
use std::sync::Arc;
use walkshed_io::layers::Layer;

/// Largest body that is read, in bytes: no path needs one.
const LARGEST_BODY: usize = 1024;

/// Adds every path to an application that has a [`State`] as its data.
pub fn configure(config: &mut ServiceConfig) {
    let paths = web::scope("")
        .wrap(from_fn(guard::contain))
        .wrap(guard::headers())
        .app_data(web::PayloadConfig::new(LARGEST_BODY))
        .service(path("/", landing::landing))
        .service(path("/conformance", conformance::conformance))
        .service(path("/api", openapi::api))
        .service(path("/collections", collections::collections))
        .service(path("/collections/{collection}", collections::collection))
        .service(path("/collections/{collection}/items", items::items))
        .service(path("/collections/{collection}/items/{feature}", items::item))
        .service(path("/coverage", coverage::coverage))
        .service(path("/livez", health::live))
        .service(path("/readyz", health::ready))
        .default_service(web::to(nothing));
    config.service(paths);
}

/// A path that is read: GET and HEAD, OPTIONS for browsers, 405 for anything else.
fn path<F, Args>(pattern: &str, handler: F) -> Resource
where
    F: Handler<Args> + Clone,
    Args: FromRequest + 'static,
    F::Output: Responder + 'static,
{
    web::resource(pattern)
        .route(web::get().to(handler.clone()))
        .route(web::head().to(handler))
        .route(web::method(Method::OPTIONS).to(options))
        .default_service(web::to(not_allowed))
}

async fn options() -> HttpResponse {
    HttpResponse::NoContent()
        .insert_header((ALLOW, METHODS))
        .insert_header((ACCESS_CONTROL_ALLOW_METHODS, METHODS))
        .finish()
}

async fn not_allowed(request: HttpRequest) -> Result<HttpResponse, ApiError> {
    Err(ApiError::MethodNotAllowed {
        method: crate::error::shown(request.method().as_str()),
    })
}

async fn nothing(request: HttpRequest) -> Result<HttpResponse, ApiError> {
    let path = crate::error::shown(request.path());
    Err(ApiError::NotFound(format!(
        "there is no path {path:?}; \"/\" lists what there is"
    )))
}

/// The generation that answers, for a request that takes no parameters but `f`.
fn plain(request: &HttpRequest, state: &State) -> Result<Arc<Generation>, ApiError> {
    Query::of(request, PLAIN)?;
    state.current()
}

/// What handlers of documents begin with.
pub(crate) fn document(
    request: &HttpRequest,
    state: &State,
) -> Result<(Arc<Generation>, String), ApiError> {
    Ok((plain(request, state)?, crate::reply::base(request)))
}

/// The layer that a path names.
pub(crate) fn layer(name: &str) -> Result<Layer, ApiError> {
    Layer::named(name).ok_or_else(|| {
        let all = Layer::ALL.map(Layer::key).join(", ");
        let name = crate::error::shown(name);
        ApiError::NotFound(format!("there is no collection {name:?}; there are {all}"))
    })
}
