//! `/coverage`: the object of the command line, on the project's terms or on others.

use crate::params::{COVERAGE, Query, Which, terms};
use crate::{ApiError, State, reply};
use actix_web::{HttpRequest, HttpResponse, web};

/// Everything that an evaluation counted.
pub(crate) async fn coverage(
    request: HttpRequest,
    state: web::Data<State>,
) -> Result<HttpResponse, ApiError> {
    let query = Query::of(&request, COVERAGE)?;
    let generation = Which::of(&query)?.generation(state.current()?).await?;
    let loaded = generation.loaded();
    let project = &generation.evaluation().options;
    let terms = terms(&query, project, &loaded.district, &loaded.known_profiles)?;
    if let Some(body) = generation.answers().find(&terms) {
        return Ok(reply::typed(reply::JSON, body));
    }
    let ticket = generation.answers().ticket().ok_or(ApiError::Busy)?;
    let made = web::block(move || {
        generation.answers().make(&terms, ticket, || generation.evaluate(&terms))
    });
    let body =
        made.await.map_err(|error| ApiError::Internal(format!("coverage: {error}")))?;
    Ok(reply::typed(reply::JSON, body))
}
