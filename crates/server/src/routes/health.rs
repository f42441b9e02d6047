//! `/livez` and `/readyz`.

use crate::params::{PLAIN, Query};
use crate::{ApiError, State, reply};
use actix_web::{HttpRequest, HttpResponse, web};
use serde_json::json;

/// The process is up and answers.
pub(crate) async fn live(request: HttpRequest) -> Result<HttpResponse, ApiError> {
    Query::of(&request, PLAIN)?;
    Ok(reply::json(&json!({"status": "live"})))
}

/// The project is loaded.
pub(crate) async fn ready(
    request: HttpRequest,
    state: web::Data<State>,
) -> Result<HttpResponse, ApiError> {
    super::plain(&request, &state)?;
    Ok(reply::json(&json!({"status": "ready"})))
}
