//! Acts on a case: one route each, with what it needs in the body, answered with the place in the chain.

use actix_web::HttpResponse;
use serde::Serialize;
use utoipa::ToSchema;

use super::caller::etag;

/// An act was carried out.
#[derive(Debug, Serialize, ToSchema)]
pub struct Acted {
    /// Place of the case in its chain, which is its `ETag` too.
    seq: i64,
}

/// The answer to an act.
pub fn acted(seq: i64) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header(etag(seq))
        .json(Acted { seq })
}

/// How many an act on many was carried out on.
#[derive(Debug, Serialize, ToSchema)]
pub struct Counted {
    /// How many.
    count: usize,
}

/// The answer to an act on many.
pub fn counted(count: usize) -> HttpResponse {
    HttpResponse::Ok().json(Counted { count })
}

/// Defines a handler for each act on a case, and `acts`, which registers them. `$carry` carries a command out.
macro_rules! acts {
    ($tag:literal, $carry:path; $(
        $(#[doc = $doc:literal])+
        $name:ident $path:literal $(($body:ident: $type:ident))? => $command:expr;
    )+) => {
        $(
            $(#[doc = $doc])+
            #[utoipa::path(tag = $tag, params(IfMatch), responses(
                (status = 200, description = "Done", body = Acted,
                    headers(("ETag" = String, description = "Place in the chain")))))]
            #[post($path)]
            async fn $name(
                caller: Caller,
                app: web::Data<Application>,
                id: web::Path<Uuid>,
                seen: Seen,
                $($body: web::Json<$type>,)?
            ) -> Result<HttpResponse, ApiError> {
                $(let $body = $body.into_inner();)?
                let command = $command;
                $carry(&app, caller.0, *id, seen.0, command).await
            }
        )+

        /// Registers every act.
        fn acts(config: &mut ServiceConfig) {
            $(config.service($name);)+
        }
    };
}
pub(super) use acts;

/// Defines a handler for each act on a numbered report or payment, and `item_acts`, which registers them.
macro_rules! item_acts {
    ($tag:literal, $carry:path; $(
        $(#[doc = $doc:literal])+
        $name:ident $path:literal $number:ident $(($body:ident: $type:ident))? => $command:expr;
    )+) => {
        $(
            $(#[doc = $doc])+
            #[utoipa::path(tag = $tag, params(IfMatch), responses(
                (status = 200, description = "Done", body = Acted,
                    headers(("ETag" = String, description = "Place in the chain of the grant")))))]
            #[post($path)]
            async fn $name(
                caller: Caller,
                app: web::Data<Application>,
                at: web::Path<(Uuid, u32)>,
                seen: Seen,
                $($body: web::Json<$type>,)?
            ) -> Result<HttpResponse, ApiError> {
                let (id, $number) = at.into_inner();
                $(let $body = $body.into_inner();)?
                let command = $command;
                $carry(&app, caller.0, id, seen.0, command).await
            }
        )+

        /// Registers every act on reports and payments.
        fn item_acts(config: &mut ServiceConfig) {
            $(config.service($name);)+
        }
    };
}
pub(super) use item_acts;
