//! `/api`: the service as `OpenAPI` 3.0.3.
//!
//! The parameters are those of [`crate::params`]; a later version of the document for clients that
//! ask for one describes the same paths. The media type must stay that of version 3.0: given any
//! other, GDAL reads whole collections instead of sending its filters.

mod parameters;
mod schemas;

use crate::layer::{description, title};
use crate::reply::{GEOJSON, JSON, OPENAPI};
use crate::{ApiError, Generation, State, error, reply, routes};
use actix_web::{HttpRequest, HttpResponse, web};
use serde_json::{Map, Value, json};
use walkshed_io::layers::Layer;

/// The definition of the service.
pub(crate) async fn api(
    request: HttpRequest,
    state: web::Data<State>,
) -> Result<HttpResponse, ApiError> {
    let (generation, base) = routes::document(&request, &state)?;
    let written = web::block(move || document(&generation, &base).to_string()).await;
    let body = written.map_err(|error| ApiError::Internal(format!("api: {error}")))?;
    Ok(reply::typed(OPENAPI, body))
}

fn document(generation: &Generation, base: &str) -> Value {
    let server = if base.is_empty() { "/" } else { base };
    json!({
        "openapi": "3.0.3",
        "info": {
            "title": generation.name(),
            "description": "Walking coverage of a network of service stations",
            "version": env!("CARGO_PKG_VERSION"),
            "contact": {"name": "Walkshed", "url": env!("CARGO_PKG_REPOSITORY")},
        },
        "servers": [{"url": server}],
        "tags": [
            {"name": "Features", "description": "OGC API - Features"},
            {"name": "Coverage", "description": "Answers about the whole district"},
            {"name": "Health", "description": "For whoever runs the service"},
        ],
        "paths": paths(generation),
        "components": {
            "parameters": parameters::all(),
            "responses": schemas::responses(),
            "schemas": schemas::all(),
        },
    })
}

fn paths(generation: &Generation) -> Value {
    let features = |id: &str, summary: &str, schema: &str| {
        operation(
            "Features",
            id,
            summary,
            &[],
            &ok(summary, JSON, &schemas::named(schema)),
        )
    };
    let mut paths = Map::new();
    let mut add = |path: &str, operation: Value| {
        paths.insert(path.to_owned(), json!({"get": operation}));
    };
    add("/", features("getLandingPage", "Landing page", "landingPage"));
    add("/conformance", features("getConformance", "Conformance classes", "confClasses"));
    let definition = ok("This document", OPENAPI, &json!({"type": "object"}));
    add("/api", operation("Features", "getApi", "This document", &[], &definition));
    add("/collections", features("getCollections", "All collections", "collections"));
    for layer in Layer::ALL {
        let at = format!("/collections/{}", layer.key());
        let id = |verb: &str| format!("{verb}{}", title(layer));
        add(&at, features(&id("describe"), description(layer), "collection"));
        let properties = schemas::properties(&generation.view(layer));
        let page = ok("A page of features", GEOJSON, &schemas::page(&properties));
        let asked = parameters::items(layer);
        let listed =
            operation("Features", &id("list"), description(layer), &asked, &page);
        add(&format!("{at}/items"), listed);
        let single = ok("One feature", GEOJSON, &schemas::feature(&properties));
        let asked = [parameters::shared("featureId")];
        let mut one = operation("Features", &id("get"), "One feature", &asked, &single);
        one["responses"]["404"] = schemas::problem("NotFound");
        add(&format!("{at}/items/{{featureId}}"), one);
    }
    let whole = ok("Coverage", JSON, &schemas::named("coverage"));
    let summary = "Coverage by level and area, on the project's terms or on others";
    let asked = parameters::coverage();
    add("/coverage", operation("Coverage", "getCoverage", summary, &asked, &whole));
    for (path, id, summary) in [
        ("/livez", "isLive", "The process answers"),
        ("/readyz", "isReady", "The data is loaded"),
    ] {
        let answer = ok(summary, JSON, &schemas::named("health"));
        add(path, operation("Health", id, summary, &[], &answer));
    }
    paths.into()
}

/// One operation, with the parameter and the errors that all have.
fn operation(
    tag: &str,
    id: &str,
    summary: &str,
    parameters: &[Value],
    answer: &Value,
) -> Value {
    let mut parameters = parameters.to_vec();
    parameters.push(parameters::shared("f"));
    let mut responses = json!({
        "200": answer,
        "400": schemas::problem("BadRequest"),
        "500": schemas::problem("ServerError"),
    });
    if id != "isLive" {
        responses["503"] = schemas::problem("NotReady");
    }
    json!({
        "tags": [tag],
        "operationId": id,
        "summary": summary,
        "parameters": parameters,
        "responses": responses,
    })
}

fn ok(description: &str, media_type: &str, schema: &Value) -> Value {
    let content: Map<String, Value> =
        [(media_type.to_owned(), json!({"schema": schema}))].into_iter().collect();
    json!({"description": description, "content": content})
}

/// The media type of errors, for the responses.
const PROBLEM: &str = error::PROBLEM;
