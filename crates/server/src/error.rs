//! What goes wrong with a request: the only place with status codes (RFC 9457).

use actix_web::http::StatusCode;
use actix_web::http::header::{ALLOW, RETRY_AFTER};
use actix_web::{HttpResponse, ResponseError};
use serde_json::json;

/// Media type of every error.
pub(crate) const PROBLEM: &str = "application/problem+json";

/// The methods that every path answers.
pub(crate) const METHODS: &str = "GET, HEAD, OPTIONS";

/// Longest value of a request that is repeated in an answer, in characters.
const LONGEST_VALUE: usize = 60;

/// Why a request has no answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ApiError {
    /// A query parameter cannot be used.
    #[error("{detail}")]
    BadRequest {
        /// Its name as given.
        parameter: String,
        /// The parameter, its value, and what is allowed.
        detail: String,
    },
    /// Nothing has this name.
    #[error("{0}")]
    NotFound(String),
    /// The path is there, the method is not.
    #[error("{method} is not allowed here; allowed: {METHODS}")]
    MethodNotAllowed {
        /// The method as given.
        method: String,
    },
    /// No project is loaded yet.
    #[error("the project is still being loaded; try again shortly")]
    NotReady,
    /// Too many evaluations wait already.
    #[error("too many evaluations are under way; try again shortly")]
    Busy,
    /// A fault of the service: the text goes to the log, not to the client.
    #[error("the service could not answer; its log says why")]
    Internal(String),
}

impl ApiError {
    /// A parameter whose value cannot be used, and what could be.
    pub(crate) fn value(
        parameter: &str,
        value: &str,
        allowed: impl std::fmt::Display,
    ) -> Self {
        let detail = format!("{parameter} = {:?}: {allowed}", shown(value));
        Self::BadRequest { parameter: parameter.to_owned(), detail }
    }

    fn kind(&self) -> (&'static str, &'static str) {
        match self {
            Self::BadRequest { .. } => {
                ("bad-request", "A query parameter cannot be used")
            }
            Self::NotFound(_) => ("not-found", "Nothing is here"),
            Self::MethodNotAllowed { .. } => ("method-not-allowed", "Method not allowed"),
            Self::NotReady => ("not-ready", "Not ready"),
            Self::Busy => ("busy", "Busy"),
            Self::Internal(_) => ("internal", "Internal error"),
        }
    }
}

impl ResponseError for ApiError {
    fn status_code(&self) -> StatusCode {
        match self {
            Self::BadRequest { .. } => StatusCode::BAD_REQUEST,
            Self::NotFound(_) => StatusCode::NOT_FOUND,
            Self::MethodNotAllowed { .. } => StatusCode::METHOD_NOT_ALLOWED,
            Self::NotReady | Self::Busy => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn error_response(&self) -> HttpResponse {
        if let Self::Internal(text) = self {
            tracing::error!("{text}");
        }
        let (kind, title) = self.kind();
        let status = self.status_code();
        let mut body = json!({
            "type": format!("urn:walkshed:problem:{kind}"),
            "title": title,
            "status": status.as_u16(),
            "detail": self.to_string(),
        });
        let mut response = HttpResponse::build(status);
        match self {
            Self::BadRequest { parameter, .. } => {
                body["parameter"] = json!(shown(parameter));
            }
            Self::MethodNotAllowed { .. } => {
                response.insert_header((ALLOW, METHODS));
            }
            Self::NotReady | Self::Busy => {
                response.insert_header((RETRY_AFTER, "1"));
            }
            Self::NotFound(_) | Self::Internal(_) => {}
        }
        response.content_type(PROBLEM).body(body.to_string())
    }
}

/// A value as it may be repeated: cut where it is long.
pub(crate) fn shown(value: &str) -> String {
    let mut short: String = value.chars().take(LONGEST_VALUE).collect();
    if short.len() < value.len() {
        short.push('…');
    }
    short
}
