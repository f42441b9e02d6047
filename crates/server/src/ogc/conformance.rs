//! `/conformance`: what holds, and nothing more.

use crate::{ApiError, State, reply, routes};
use actix_web::{HttpRequest, HttpResponse, web};
use serde_json::json;

/// The conformance classes that hold.
const CLASSES: [&str; 3] = [
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30",
];

/// The declaration of conformance.
pub(crate) async fn conformance(
    request: HttpRequest,
    state: web::Data<State>,
) -> Result<HttpResponse, ApiError> {
    routes::document(&request, &state)?;
    Ok(reply::json(&json!({"conformsTo": CLASSES})))
}
