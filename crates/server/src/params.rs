//! Query parameters: which ones a path knows, and what their values mean.
//!
//! The lists here are also what `/api` declares. A client such as GDAL trusts a declared parameter
//! and does not look again, so whatever is declared filters exactly, and anything else is refused.

mod bbox;
mod items;
mod terms;
mod which;

pub(crate) use bbox::BoundingBox;
pub(crate) use items::{Items, LIMIT, MOST};
pub(crate) use terms::terms;
pub(crate) use which::Which;

use crate::ApiError;
use crate::error::shown;
use actix_web::{HttpRequest, web};

/// What a path without parameters knows: `f`, as every path does.
pub(crate) const PLAIN: &[&str] = &["f"];
/// What a page of features knows.
pub(crate) const ITEMS: &[&str] = &[
    "as_of", "at", "bbox", "cursor", "datetime", "f", "facility", "group", "kind",
    "level", "limit", "service", "status", "theme",
];
/// What `/coverage` knows.
pub(crate) const COVERAGE: &[&str] = &[
    "as_of",
    "at",
    "budget",
    "f",
    "facility",
    "group",
    "kind",
    "metric",
    "profile",
    "service",
    "status",
    "substitution",
    "theme",
];

/// The parameters of a request, each known and given once.
#[derive(Debug)]
pub(crate) struct Query(Vec<(String, String)>);

impl Query {
    /// Reads the parameters of a path that knows `known`.
    pub(crate) fn of(request: &HttpRequest, known: &[&str]) -> Result<Self, ApiError> {
        Self::parse(request.query_string(), known)
    }

    fn parse(text: &str, known: &[&str]) -> Result<Self, ApiError> {
        let pairs =
            web::Query::<Vec<(String, String)>>::from_query(text).map_err(|error| {
                let detail = format!("the query cannot be read: {error}");
                ApiError::BadRequest { parameter: String::new(), detail }
            })?;
        let query = Self(pairs.into_inner());
        for (nth, (name, _)) in query.0.iter().enumerate() {
            if !known.contains(&name.as_str()) {
                return Err(unknown(name, known));
            }
            if query.0.iter().take(nth).any(|(before, _)| before == name) {
                let detail = format!("{name} is given twice; give it once");
                return Err(ApiError::BadRequest { parameter: name.clone(), detail });
            }
        }
        match query.text("f") {
            None | Some("json") => Ok(query),
            Some(format) => Err(ApiError::value("f", format, "the only format is json")),
        }
    }

    /// The value of a parameter.
    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// A parameter that the path does not know, and which was most likely meant.
fn unknown(name: &str, known: &[&str]) -> ApiError {
    let lower = name.to_lowercase();
    let nearest = known.iter().min_by_key(|known| edits(&lower, known)).unwrap_or(&"f");
    let detail = format!(
        "there is no parameter {:?} here; the nearest is {nearest:?} (all: {})",
        shown(name),
        known.join(", ")
    );
    ApiError::BadRequest { parameter: name.to_owned(), detail }
}

/// Longest name that is compared, in characters: a parameter has no more.
const LONGEST_NAME: usize = 40;

/// Edits between the beginnings of two names.
fn edits(a: &str, b: &str) -> usize {
    let beginning = |name: &str| name.chars().take(LONGEST_NAME).collect::<String>();
    strsim::levenshtein(&beginning(a), &beginning(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(text: &str) -> String {
        Query::parse(text, ITEMS).err().unwrap().to_string()
    }

    #[test]
    fn an_unknown_parameter_names_the_nearest() {
        assert!(refused("limt=3").contains("the nearest is \"limit\""));
        assert!(refused("Level=3").contains("the nearest is \"level\""));
        assert!(refused("bboxes=3").contains("the nearest is \"bbox\""));
        assert!(refused(&"x".repeat(100_000)).len() < 300);
    }

    #[test]
    fn a_parameter_is_given_once_and_the_format_is_json() {
        assert!(refused("limit=3&limit=4").contains("given twice"));
        assert!(refused("f=html").contains("f = \"html\""));
        assert_eq!(
            Query::parse("f=json&level=2", ITEMS).unwrap().text("level"),
            Some("2")
        );
    }
}
