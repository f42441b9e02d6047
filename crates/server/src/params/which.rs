//! Which stations count, as `/coverage` and pages of features take it.

use super::Query;
use super::terms::one;
use crate::reply::segment;
use crate::{ApiError, Generation};
use actix_web::web;
use std::fmt::Write;
use std::sync::Arc;
use walkshed::model::Status;
use walkshed_io::Lang;
use walkshed_io::selection::{Selection, UnheardWord, parse_moment};

/// The parameters, as the command line has its flags.
pub(crate) const WHICH: [&str; 8] =
    ["as_of", "at", "facility", "group", "kind", "service", "status", "theme"];

/// Which stations count, as a query says it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Which {
    selection: Selection,
    /// The parameters as given, for links.
    given: Vec<(&'static str, String)>,
}

impl Which {
    /// Reads which stations count.
    pub(crate) fn of(query: &Query) -> Result<Self, ApiError> {
        let list = |name| {
            let text = query.text(name).unwrap_or_default();
            let words = text.split(',').map(str::trim).filter(|word| !word.is_empty());
            words.map(str::to_owned).collect::<Vec<_>>()
        };
        let at = query.text("at").map(|text| {
            let allowed = "write day and hour: 2026-11-24T19:00";
            parse_moment(text).map_err(|_moment| ApiError::value("at", text, allowed))
        });
        let as_of = query.text("as_of").map(|text| {
            let allowed = "write a day: 2026-11-24";
            text.parse().map_err(|_day| ApiError::value("as_of", text, allowed))
        });
        let status = |key: &String| one("status", key, Status::ALL, Status::key);
        let selection = Selection {
            at: at.transpose()?,
            as_of: as_of.transpose()?,
            services: list("service"),
            groups: list("group"),
            themes: list("theme"),
            kinds: list("kind"),
            facilities: list("facility"),
            statuses: list("status").iter().map(status).collect::<Result<_, _>>()?,
        };
        let given = |name| query.text(name).map(|text| (name, text.to_owned()));
        Ok(Self { selection, given: WHICH.into_iter().filter_map(given).collect() })
    }

    /// Adds the parameters to a query.
    pub(crate) fn write(&self, mut add: impl FnMut(&str, &str)) {
        for (name, value) in &self.given {
            add(name, &segment(value));
        }
    }

    /// The project with those stations counting, made beside the event loop unless it is kept.
    pub(crate) async fn generation(
        &self,
        whole: Arc<Generation>,
    ) -> Result<Arc<Generation>, ApiError> {
        let selection = &self.selection;
        if selection.is_empty() {
            return Ok(whole);
        }
        if let Some(unheard) = whole.loaded().unheard(selection) {
            return Err(of_word(&unheard));
        }
        let kept = whole.selected().find(selection);
        let made = if let Some(made) = kept {
            made
        } else {
            let ticket = whole.selected().ticket().ok_or(ApiError::Busy)?;
            let selection = selection.clone();
            let make = move || {
                whole.selected().make(&selection, ticket, || whole.select(&selection))
            };
            let made = web::block(make).await;
            made.map_err(|error| ApiError::Internal(format!("select: {error}")))?
        };
        made.map_err(|beyond| {
            let mut detail = beyond.reason(Lang::En);
            // writing to a string cannot fail
            let _written = write!(detail, "; {}", beyond.remedy(Lang::En));
            ApiError::BadRequest { parameter: "at".to_owned(), detail }
        })
    }
}

fn of_word(unheard: &UnheardWord) -> ApiError {
    let allowed = match &unheard.near {
        Some(near) => {
            format!("no station has it, and no pack knows it; the nearest is {near:?}")
        }
        None => "no station has it, and no pack knows it".to_owned(),
    };
    ApiError::value(unheard.flag, &unheard.word, allowed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::params::COVERAGE;

    fn read(text: &str) -> Result<Which, String> {
        let query = Query::parse(text, COVERAGE).map_err(|error| error.to_string())?;
        Which::of(&query).map_err(|error| error.to_string())
    }

    #[test]
    fn what_is_asked_is_read_and_given_back() {
        let which = read("at=2026-11-24T19:00&service=%E5%85%BB%E8%80%81,meals").unwrap();
        assert_eq!(which.selection.services, ["养老", "meals"]);
        let mut pairs = Vec::new();
        which.write(|name, value| pairs.push(format!("{name}={value}")));
        assert_eq!(read(&pairs.join("&")).unwrap(), which);
        assert!(read("").unwrap().selection.is_empty());
    }

    #[test]
    fn what_cannot_be_is_refused_by_name() {
        for (text, says) in [
            ("at=19:00", "at = \"19:00\""),
            ("as_of=yesterday", "as_of = \"yesterday\""),
            ("status=open", "write planned, under_construction"),
        ] {
            assert!(read(text).unwrap_err().contains(says), "{text}");
        }
    }
}
