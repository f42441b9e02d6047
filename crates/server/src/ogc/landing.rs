//! `/`: what this is, and where everything else is.

use super::attribute;
use crate::reply::{JSON, OPENAPI, link};
use crate::{ApiError, State, reply, routes};
use actix_web::{HttpRequest, HttpResponse, web};
use serde_json::json;

/// The landing page.
pub(crate) async fn landing(
    request: HttpRequest,
    state: web::Data<State>,
) -> Result<HttpResponse, ApiError> {
    let (generation, base) = routes::document(&request, &state)?;
    let at = |path: &str| format!("{base}{path}");
    let mut page = json!({
        "title": generation.name(),
        "description": "Who can walk to a service station, who cannot, and why",
    });
    attribute(&mut page, &generation);
    page["links"] = json!([
        link(&at("/"), "self", JSON, "This document"),
        link(&at("/api"), "service-desc", OPENAPI, "The API"),
        link(&at("/conformance"), "conformance", JSON, "Conformance classes"),
        link(&at("/collections"), "data", JSON, "Collections"),
        link(&at("/coverage"), "related", JSON, "Coverage by level and area"),
    ]);
    Ok(reply::json(&page))
}
