//! `/collections/{collection}/items`: pages of features, and single ones.

use super::page::{Page, Writer};
use crate::error::shown;
use crate::params::Items;
use crate::reply::{GEOJSON, JSON, link, segment};
use crate::{ApiError, Generation, State, layer, reply, routes};
use actix_web::http::header::CONTENT_TYPE;
use actix_web::{HttpRequest, HttpResponse, web};
use serde_json::json;
use walkshed_io::layers::Layer;
use walkshed_io::write::geojson::feature_json;

/// A page of features.
pub(crate) async fn items(
    request: HttpRequest,
    state: web::Data<State>,
    name: web::Path<String>,
) -> Result<HttpResponse, ApiError> {
    let layer = routes::layer(&name)?;
    let items = Items::of(&request)?;
    let generation = items.which.generation(state.current()?).await?;
    check_level(&generation, layer, &items)?;
    let at = format!("{}/collections/{}", reply::base(&request), layer.key());
    let begun = web::block(move || Writer::begin(generation, layer, items, at)).await;
    let begun = begun.map_err(|error| ApiError::Internal(format!("items: {error}")))?;
    let page = Page::of(begun);
    Ok(HttpResponse::Ok().insert_header((CONTENT_TYPE, GEOJSON)).body(page))
}

/// One feature.
pub(crate) async fn item(
    request: HttpRequest,
    state: web::Data<State>,
    names: web::Path<(String, String)>,
) -> Result<HttpResponse, ApiError> {
    let (generation, base) = routes::document(&request, &state)?;
    let (name, id) = names.into_inner();
    let layer = routes::layer(&name)?;
    let written = web::block(move || feature(&generation, layer, &id, &base)).await;
    let body =
        written.map_err(|error| ApiError::Internal(format!("item: {error}")))??;
    Ok(reply::typed(GEOJSON, body))
}

fn feature(
    generation: &Generation,
    layer: Layer,
    id: &str,
    base: &str,
) -> Result<String, ApiError> {
    let place = generation.index(layer).find(id);
    let feature = place.and_then(|place| generation.view(layer).feature(place));
    let feature = feature.ok_or_else(|| {
        ApiError::NotFound(format!("{} has no feature {:?}", layer.key(), shown(id)))
    })?;
    let at = format!("{base}/collections/{}", layer.key());
    let mut answer = feature_json(&feature);
    answer["links"] = json!([
        link(&format!("{at}/items/{}", segment(id)), "self", GEOJSON, "This feature"),
        link(&at, "collection", JSON, layer::title(layer)),
    ]);
    Ok(answer.to_string())
}

/// On demand, `level` says whose answers are wanted, so it must be one that there is; elsewhere
/// it is a filter, and a level without features is an empty page.
fn check_level(
    generation: &Generation,
    layer: Layer,
    items: &Items,
) -> Result<(), ApiError> {
    let levels = generation.district().levels;
    match items.level {
        Some(level)
            if layer == Layer::Demand && !(1..=i64::from(levels)).contains(&level) =>
        {
            let allowed = format!("write a level from 1 to {levels}");
            Err(ApiError::value("level", &level.to_string(), allowed))
        }
        _ => Ok(()),
    }
}
