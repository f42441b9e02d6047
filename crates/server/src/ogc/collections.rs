//! `/collections`: the layers, with their extents.

use super::attribute;
use crate::reply::{GEOJSON, JSON, link};
use crate::{ApiError, Generation, State, layer, reply, routes};
use actix_web::{HttpRequest, HttpResponse, web};
use serde_json::{Value, json};
use walkshed_io::layers::Layer;

/// Longitude, latitude on WGS 84: the only coordinate system of the service.
const CRS84: &str = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";

/// All collections.
pub(crate) async fn collections(
    request: HttpRequest,
    state: web::Data<State>,
) -> Result<HttpResponse, ApiError> {
    let (generation, base) = routes::document(&request, &state)?;
    let all: Vec<Value> =
        Layer::ALL.iter().map(|&layer| describe(&generation, &base, layer)).collect();
    let this = link(&format!("{base}/collections"), "self", JSON, "This document");
    Ok(reply::json(&json!({"links": [this], "collections": all})))
}

/// One collection.
pub(crate) async fn collection(
    request: HttpRequest,
    state: web::Data<State>,
    name: web::Path<String>,
) -> Result<HttpResponse, ApiError> {
    let (generation, base) = routes::document(&request, &state)?;
    let layer = routes::layer(&name)?;
    Ok(reply::json(&describe(&generation, &base, layer)))
}

fn describe(generation: &Generation, base: &str, layer: Layer) -> Value {
    let (key, title) = (layer.key(), layer::title(layer));
    let at = format!("{base}/collections/{key}");
    let mut collection = json!({
        "id": key,
        "title": title,
        "description": layer::description(layer),
        "itemType": "feature",
        "crs": [CRS84],
    });
    if let Some(extent) = generation.index(layer).extent() {
        let (low, high) = (extent.min(), extent.max());
        let bbox = [low.x, low.y, high.x, high.y];
        collection["extent"] = json!({"spatial": {"bbox": [bbox], "crs": CRS84}});
    }
    attribute(&mut collection, generation);
    collection["links"] = json!([
        link(&at, "self", JSON, title),
        link(&format!("{at}/items"), "items", GEOJSON, title),
    ]);
    collection
}
