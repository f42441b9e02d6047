//! Round every request: a panic becomes an answer, and every answer carries the same few headers.

use crate::ApiError;
use actix_web::Error;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::{DefaultHeaders, Next};
use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::task::{Context, Poll};

/// Headers of every answer: any page may read it, nobody guesses its type.
pub(crate) fn headers() -> DefaultHeaders {
    DefaultHeaders::new()
        .add(("Access-Control-Allow-Origin", "*"))
        .add(("X-Content-Type-Options", "nosniff"))
}

/// Turns a panic in a handler into a 500, so that the worker lives on.
pub(crate) async fn contain(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let path = request.path().to_owned();
    let panicked = move || {
        ApiError::Internal(format!(
            "panic while answering {}",
            crate::error::shown(&path)
        ))
    };
    Contained(Box::pin(next.call(request)))
        .await
        .unwrap_or_else(|| Err(panicked().into()))
}

/// A future that ends with `None` where it would panic.
struct Contained<F>(Pin<Box<F>>);

impl<F: Future> Future for Contained<F> {
    type Output = Option<F::Output>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        // nothing of the future is looked at after a panic: it is only dropped
        match catch_unwind(AssertUnwindSafe(|| self.0.as_mut().poll(context))) {
            Ok(poll) => poll.map(Some),
            Err(_) => Poll::Ready(None),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::http::StatusCode;
    use actix_web::middleware::from_fn;
    use actix_web::{App, HttpResponse, test, web};

    async fn boom() -> HttpResponse {
        panic!("on purpose")
    }

    #[actix_web::test]
    async fn a_panic_becomes_an_internal_error() {
        let app = App::new().wrap(from_fn(contain)).route("/boom", web::get().to(boom));
        let app = test::init_service(app).await;
        let request = test::TestRequest::get().uri("/boom").to_request();
        let error = test::try_call_service(&app, request).await.err().unwrap();
        let response = error.error_response();
        assert_eq!(response.status(), StatusCode::INTERNAL_SERVER_ERROR);
        assert_eq!(
            response.headers().get("content-type").unwrap(),
            "application/problem+json"
        );
    }
}
