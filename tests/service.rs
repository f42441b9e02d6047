//! The HTTP service: every path, every refusal, and real clients.

#[cfg(test)]
#[path = "service/client.rs"]
pub(crate) mod client;
#[cfg(test)]
#[path = "service/wire.rs"]
mod wire;

use actix_web::http::header::ACCEPT;
use actix_web::http::{Method, StatusCode};
use actix_web::test::TestRequest;
use client::{Client, ids, link, load, path_of, resolve, town};
use geo::{Intersects, Rect, coord};
use serde_json::{Value, json};
use std::collections::HashSet;
use walkshed::coverage::Evaluation;
use walkshed::model::{Budget, CoverageOptions, Metric, Profile, Substitution};
use walkshed_io::layers::Layer;
use walkshed_io::report;
use walkshed_io::write::geojson::feature_json;
use walkshed_server::{Generation, State};

const GEOJSON: &str = "application/geo+json";

#[actix_web::test]
async fn every_path_answers_with_its_media_type() {
    let client = Client::fengqing().await;
    let json = "application/json";
    for (path, media_type) in [
        ("/", json),
        ("/conformance", json),
        ("/api", "application/vnd.oai.openapi+json;version=3.0"),
        ("/collections", json),
        ("/collections/stations", json),
        ("/collections/stations/items", GEOJSON),
        ("/collections/stations/items/T1", GEOJSON),
        ("/collections/grids/items", GEOJSON),
        ("/collections/demand/items", GEOJSON),
        ("/collections/gaps/items", GEOJSON),
        ("/coverage", json),
        ("/livez", json),
        ("/readyz", json),
        ("/?f=json", json),
    ] {
        for accept in ["*/*", "text/html", GEOJSON] {
            let request = TestRequest::get().uri(path).insert_header((ACCEPT, accept));
            let answer = (client.0)(request).await;
            assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.body);
            assert_eq!(answer.media_type, media_type, "{path}");
            assert!(answer.open, "{path}");
            answer.json();
        }
    }
}

#[actix_web::test]
async fn the_landing_page_leads_everywhere() {
    let client = Client::fengqing().await;
    let landing = client.read("/").await;
    assert_eq!(landing["title"], "凤庆县城 (示例)");
    assert!(landing["licence"].is_array());
    for rel in ["self", "service-desc", "conformance", "data", "related"] {
        client.read(&path_of(&link(&landing, rel).unwrap())).await;
    }
    let conformance = client.read("/conformance").await;
    for class in ["core", "geojson", "oas30"] {
        let uri =
            format!("http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/{class}");
        assert!(conformance["conformsTo"].as_array().unwrap().contains(&json!(uri)));
    }
    let collections = client.read("/collections").await;
    let all = collections["collections"].as_array().unwrap();
    assert_eq!(
        all.iter().map(|c| c["id"].as_str().unwrap()).collect::<Vec<_>>(),
        ["stations", "sites", "demand", "grids", "gaps"]
    );
    for collection in all {
        assert_eq!(
            *collection,
            client.read(&path_of(&link(collection, "self").unwrap())).await
        );
        let page = client.read(&path_of(&link(collection, "items").unwrap())).await;
        assert_eq!(page["type"], "FeatureCollection");
        let bbox = &collection["extent"]["spatial"]["bbox"][0];
        assert_eq!(bbox.as_array().unwrap().len(), 4);
        assert!(bbox[0].as_f64() < bbox[2].as_f64());
    }
}

#[actix_web::test]
async fn features_are_those_that_the_layer_writer_writes() {
    let client = Client::fengqing().await;
    let (loaded, evaluation) = town();
    for layer in Layer::ALL {
        let written: Vec<Value> =
            layer.features(&loaded, &evaluation).map(|f| feature_json(&f)).collect();
        let uri = format!("/collections/{}/items", layer.key());
        let (served, _) = client.walk(&format!("{uri}?limit=10000")).await;
        assert_eq!(served, written, "{}", layer.key());
        for feature in written.iter().step_by(7) {
            let one =
                client.read(&format!("{uri}/{}", feature["id"].as_str().unwrap())).await;
            assert_eq!(one["properties"], feature["properties"]);
            assert_eq!(one["geometry"], feature["geometry"]);
            assert_eq!(client.read(&path_of(&link(&one, "self").unwrap())).await, one);
            assert!(link(&one, "collection").is_some());
        }
    }
}

#[actix_web::test]
async fn pages_hold_every_feature_once_whatever_their_length() {
    let client = Client::fengqing().await;
    let (whole, _) = client.walk("/collections/demand/items?limit=10000").await;
    assert_eq!(whole.len(), 225);
    assert_eq!(ids(&whole).into_iter().collect::<HashSet<_>>().len(), 225);
    for (query, pages) in
        [("", 3), ("?limit=10", 23), ("?limit=225", 1), ("?limit=224", 2)]
    {
        let (features, n) =
            client.walk(&format!("/collections/demand/items{query}")).await;
        assert_eq!((ids(&features), n), (ids(&whole), pages), "{query}");
    }
    let page = client.read("/collections/demand/items?limit=1000000").await;
    assert_eq!(page["numberReturned"], 225, "a large limit is lowered, not refused");
    let stamp = page["timeStamp"].as_str().unwrap();
    assert!(
        stamp.starts_with("20") && stamp.ends_with('Z') && stamp.len() == 20,
        "{stamp}"
    );
    let beyond = client.read("/collections/demand/items?cursor=5000").await;
    assert_eq!(beyond["numberReturned"], 0);
    assert_eq!(beyond["numberMatched"], 225);
}

#[actix_web::test]
async fn a_box_holds_what_touches_it() {
    let client = Client::fengqing().await;
    let (loaded, evaluation) = town();
    let (west, south, east, north) = (99.9205, 24.5595, 99.9283, 24.5817);
    let part = |west: f64, east: f64| {
        Rect::new(coord! {x: west, y: south}, coord! {x: east, y: north})
    };
    for layer in Layer::ALL {
        let touching = |parts: &[Rect]| -> Vec<String> {
            layer
                .features(&loaded, &evaluation)
                .filter(|f| {
                    let shape = f.geometry.as_ref();
                    shape.is_none_or(|shape| {
                        parts.iter().any(|part| part.intersects(shape))
                    })
                })
                .map(|f| f.id)
                .collect()
        };
        let uri = format!("/collections/{}/items", layer.key());
        let flat = format!("{uri}?bbox={west},{south},{east},{north}&limit=9");
        let high = format!("{uri}?limit=9&bbox={west},{south},-5,{east},{north},9000");
        for uri in [flat, high] {
            assert_eq!(
                ids(&client.walk(&uri).await.0),
                touching(&[part(west, east)]),
                "{uri}"
            );
        }
        // from the box's east round the earth to its west
        let round = format!("{uri}?bbox={east},{south},{west},{north}");
        let parts = [part(east, 180.0), part(-180.0, west)];
        assert_eq!(ids(&client.walk(&round).await.0), touching(&parts), "{round}");
        let (nowhere, _) = client.walk(&format!("{uri}?bbox=0,0,1,1")).await;
        assert_eq!(ids(&nowhere), touching(&[]), "only what has no geometry");
    }
    let (around, _) =
        client.walk("/collections/stations/items?bbox=170,-90,100,90").await;
    assert_eq!(around.len(), 26, "a box across the antimeridian");
    let (beside, _) =
        client.walk("/collections/stations/items?bbox=170,-90,-170,90").await;
    assert!(beside.is_empty());
}

#[actix_web::test]
async fn a_level_filters_exactly_and_goes_on_in_every_link() {
    let client = Client::fengqing().await;
    for name in ["stations", "grids", "gaps"] {
        let (all, _) =
            client.walk(&format!("/collections/{name}/items?limit=10000")).await;
        for level in 0..=5 {
            let of: Vec<Value> = all
                .iter()
                .filter(|f| f["properties"]["level"] == level)
                .cloned()
                .collect();
            let uri = format!("/collections/{name}/items?level={level}&limit=3");
            assert_eq!(client.walk(&uri).await.0, of, "{uri}");
            let boxed = format!("{uri}&bbox=99.9205,24.5595,99.9283,24.5817");
            let (inside, _) = client.walk(&boxed).await;
            assert!(inside.iter().all(|f| f["properties"]["level"] == level));
        }
    }
    let stations = client.read("/collections/stations/items?level=3").await;
    assert_eq!(stations["numberMatched"], 11);
}

#[actix_web::test]
async fn on_demand_a_level_leaves_out_the_others() {
    let client = Client::fengqing().await;
    let (all, _) = client.walk("/collections/demand/items").await;
    let (second, _) = client.walk("/collections/demand/items?level=2").await;
    assert_eq!(ids(&all), ids(&second));
    for (whole, part) in all.iter().zip(&second) {
        let (whole, part) =
            (&whole["properties"], part["properties"].as_object().unwrap());
        for other in ["status_1", "reason_3", "walk_m_4", "nearest_1", "straight_m_3"] {
            assert!(!part.contains_key(other) && whole.get(other).is_some(), "{other}");
        }
        for kept in ["id", "population", "elderly", "status_2", "minutes_2", "snap_m"] {
            assert_eq!(whole[kept], part[kept], "{kept}");
        }
    }
    let refused = client.get("/collections/demand/items?level=7").await.problem(400);
    assert_eq!(refused, "level = \"7\": write a level from 1 to 4");
}

#[actix_web::test]
async fn a_date_leaves_nothing_out_since_nothing_has_one() {
    let client = Client::fengqing().await;
    for when in
        ["2026-11-24T19:00:00Z", "../2020-01-01T00:00:00%2B08:00", "2020-01-01/.."]
    {
        let uri = format!("/collections/demand/items?datetime={when}&limit=90");
        assert_eq!(client.walk(&uri).await.0.len(), 225, "{when}");
    }
    client.get("/collections/demand/items?datetime=soon").await.problem(400);
}

#[actix_web::test]
async fn coverage_is_the_object_of_the_command_line() {
    let client = Client::fengqing().await;
    let (loaded, evaluation) = town();
    assert_eq!(client.read("/coverage").await, report::coverage(&loaded, &evaluation));
    let own = loaded.options.clone();
    let gb = ["gb15", "gb10", "gb5", "gb5"].map(|text| text.parse::<Budget>().unwrap());
    for (query, options) in [
        ("", own.clone()),
        ("?profile=adult&budget=15min&metric=network", own.clone()),
        (
            "?profile=elder",
            CoverageOptions { profile: Profile::named("elder").unwrap(), ..own.clone() },
        ),
        (
            "?budget=gb15,gb10,gb5,gb5",
            CoverageOptions { budgets: gb.to_vec(), ..own.clone() },
        ),
        (
            "?metric=straight&substitution=exclusive",
            CoverageOptions {
                metric: Metric::Straight,
                substitution: Substitution::Exclusive,
                ..own
            },
        ),
    ] {
        let evaluation = Evaluation::of(&loaded.district, &options);
        let expected = report::coverage(&loaded, &evaluation);
        for again in 0..2 {
            assert_eq!(
                client.read(&format!("/coverage{query}")).await,
                expected,
                "{again}"
            );
        }
    }
}

#[actix_web::test]
async fn a_parameter_that_cannot_be_used_is_named_with_its_value() {
    let client = Client::fengqing().await;
    for (uri, says) in [
        ("/collections/demand/items?limt=3", "the nearest is \"limit\""),
        (
            "/collections/demand/items?filter=a",
            "all: as_of, at, bbox, cursor, datetime, f, facility, group, kind, level, limit, \
             service, status, theme",
        ),
        ("/collections/demand/items?limit=0", "limit = \"0\""),
        ("/collections/demand/items?limit=-5", "limit = \"-5\""),
        ("/collections/demand/items?limit=1&limit=2", "given twice"),
        ("/collections/demand/items?cursor=-1", "cursor = \"-1\""),
        ("/collections/demand/items?cursor=99999999999999999999999", "cursor = "),
        ("/collections/stations/items?level=two", "level = \"two\""),
        ("/collections/stations/items?bbox=1,2,3", "bbox = \"1,2,3\""),
        ("/collections/stations/items?bbox=NaN,0,1,1", "bbox = \"NaN,0,1,1\""),
        ("/collections/stations/items?bbox=0,50,1,40", "south below north"),
        ("/collections/stations/items?bbox=0,0,1e308,1", "longitudes from -180 to 180"),
        ("/collections/stations/items?f=gml", "f = \"gml\""),
        (
            "/collections/stations/items/T1?limit=3",
            "there is no parameter \"limit\" here",
        ),
        ("/?colections", "there is no parameter \"colections\" here"),
        ("/coverage?budgets=5min", "the nearest is \"budget\""),
        ("/coverage?budget=1e9min", "budget = \"1e9min\""),
        ("/coverage?budget=NaNmin", "at most 120min"),
        ("/coverage?profile=wheel", "adult, elder, child"),
        ("/coverage?metric=bus", "write network, straight"),
        ("/livez?verbose", "there is no parameter \"verbose\" here"),
    ] {
        let detail = client.get(uri).await.problem(400);
        assert!(detail.contains(says), "{uri}: {detail}");
    }
    let long = format!("/collections/demand/items?{}=1", "x".repeat(20_000));
    client.get(&long).await.problem(400);
    let long = format!("/collections/demand/items?bbox={}", "1,".repeat(20_000));
    client.get(&long).await.problem(400);
}

#[actix_web::test]
async fn what_is_not_there_is_a_problem_whatever_it_is_called() {
    let client = Client::fengqing().await;
    let long = "x".repeat(10_000);
    for id in [
        "nobody",
        "..%2F",
        "..%2F..%2Fetc%2Fpasswd",
        "%22",
        "'",
        "%27%20OR%201=1",
        "%00",
        "%FF%FE",
        "%3Csvg%20onload=alert(1)%3E",
        "%E5%87%A4",
        ".",
        "%2e%2e",
        &long,
    ] {
        for collection in Layer::ALL.map(Layer::key) {
            client
                .get(&format!("/collections/{collection}/items/{id}"))
                .await
                .problem(404);
        }
        client.get(&format!("/collections/{id}")).await.problem(404);
        client.get(&format!("/collections/{id}/items")).await.problem(404);
    }
    let detail = client.get("/collections/station/items").await.problem(404);
    assert!(
        detail.contains("there are stations, sites, demand, grids, gaps"),
        "{detail}"
    );
    for path in ["/nothing", "/collections/stations/items/T1/more", "//", "/collections/"]
    {
        client.get(path).await.problem(404);
    }
}

#[actix_web::test]
async fn only_reading_is_allowed() {
    let client = Client::fengqing().await;
    for path in ["/", "/collections/demand/items", "/coverage", "/readyz"] {
        for method in [Method::POST, Method::PUT, Method::DELETE, Method::PATCH] {
            let request = TestRequest::default().method(method).uri(path);
            let answer = (client.0)(request.set_payload("x".repeat(5000))).await;
            answer.problem(405);
            assert_eq!(answer.allow.as_deref(), Some("GET, HEAD, OPTIONS"));
        }
        let head =
            (client.0)(TestRequest::default().method(Method::HEAD).uri(path)).await;
        assert_eq!(head.status, StatusCode::OK);
        let options = TestRequest::default().method(Method::OPTIONS).uri(path);
        let options = (client.0)(options).await;
        assert_eq!(options.status, StatusCode::NO_CONTENT);
        assert_eq!(options.allow.as_deref(), Some("GET, HEAD, OPTIONS"));
    }
}

#[actix_web::test]
async fn until_the_project_is_loaded_only_the_process_lives() {
    let client = Client::of(State::new()).await;
    assert_eq!(client.get("/livez").await.status, StatusCode::OK);
    for path in
        ["/readyz", "/", "/api", "/collections", "/coverage", "/collections/demand/items"]
    {
        let answer = client.get(path).await;
        assert_eq!(
            answer.problem(503),
            "the project is still being loaded; try again shortly"
        );
        assert!(answer.retry, "{path}");
    }
}

#[actix_web::test]
async fn a_swap_changes_everything_at_once() {
    let state = State::new();
    state.publish(Generation::of(load()));
    let held = state.current().unwrap();
    let mut closed = load();
    closed.district.stations.truncate(1);
    state.publish(Generation::of(closed));
    assert!(!std::sync::Arc::ptr_eq(&held, &state.current().unwrap()));
    let client = Client::of(state).await;
    assert_eq!(client.read("/collections/stations/items").await["numberMatched"], 1);
    assert_eq!(client.read("/coverage").await["stations"]["used"], 1);
}

#[actix_web::test]
async fn the_definition_declares_exactly_what_is_understood() {
    let client = Client::fengqing().await;
    let api = client.read("/api").await;
    assert_eq!(api["openapi"], "3.0.3");
    assert_eq!(api["servers"][0]["url"], "http://localhost:8080");
    let mut operations = HashSet::new();
    for (path, item) in api["paths"].as_object().unwrap() {
        let get = &item["get"];
        assert!(operations.insert(get["operationId"].as_str().unwrap()), "{path}");
        let at = path.replace("{featureId}", "T1");
        let mut names: Vec<&str> = Vec::new();
        for parameter in get["parameters"].as_array().unwrap() {
            let parameter = resolve(&api, parameter);
            if parameter["in"] == "query" {
                names.push(parameter["name"].as_str().unwrap());
            }
        }
        for (status, response) in get["responses"].as_object().unwrap() {
            assert!(
                resolve(&api, response)["description"].is_string(),
                "{path} {status}"
            );
        }
        let refused = client.get(&format!("{at}?no=1")).await.problem(400);
        let known = refused.split_once("(all: ").unwrap().1.trim_end_matches(')');
        names.sort_unstable();
        assert_eq!(known.split(", ").collect::<Vec<_>>(), names, "{path}");
    }
    assert_eq!(operations.len(), 22);
    let listed = &api["paths"]["/collections/demand/items"]["get"]["responses"]["200"];
    let page = &listed["content"][GEOJSON]["schema"]["properties"]["features"]["items"];
    let declared = page["properties"]["properties"]["properties"].as_object().unwrap();
    let first = client.read("/collections/demand/items?limit=1").await;
    let served = first["features"][0]["properties"].as_object().unwrap();
    assert!(declared.keys().eq(served.keys()));
}
