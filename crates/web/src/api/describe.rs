//! Completes the description: what every route may answer besides success follows from its shape, and is said once here.

use utoipa::openapi::content::ContentBuilder;
use utoipa::openapi::path::{Operation, Parameter, ParameterIn};
use utoipa::openapi::response::ResponseBuilder;
use utoipa::openapi::schema::{SchemaType, Type};
use utoipa::openapi::security::SecurityRequirement;
use utoipa::openapi::{OpenApi, Ref, RefOr, Schema};

/// Adds problems, security and unique names to every operation.
pub fn complete(description: &mut OpenApi) {
    for (path, item) in &mut description.paths.paths {
        let operations = [
            (&mut item.get, true),
            (&mut item.head, true),
            (&mut item.options, true),
            (&mut item.post, false),
            (&mut item.put, false),
            (&mut item.patch, false),
            (&mut item.delete, false),
        ];
        for (operation, safe) in operations {
            if let Some(operation) = operation {
                complete_one(operation, path, safe);
            }
        }
    }
}

fn complete_one(operation: &mut Operation, path: &str, safe: bool) {
    let tag = operation.tags.iter().flatten().next().cloned();
    if let (Some(id), Some(tag)) = (&mut operation.operation_id, tag) {
        *id = format!("{}_{id}", tag.replace('-', "_"));
    }
    let public = operation.security.is_some();
    if !public {
        let bearer = SecurityRequirement::new("bearer", Vec::<String>::new());
        operation.security = Some(vec![bearer]);
    }
    for parameter in operation.parameters.iter_mut().flatten() {
        if let RefOr::T(parameter) = parameter {
            never_null(parameter);
        }
    }
    let takes = |wanted: ParameterIn, name: &str| {
        let parameters = operation.parameters.iter().flatten();
        parameters.into_iter().any(|parameter| {
            matches!(parameter, RefOr::T(one) if one.parameter_in == wanted && (name.is_empty() || one.name == name))
        })
    };
    let query = takes(ParameterIn::Query, "");
    let if_match = takes(ParameterIn::Header, "If-Match");
    let key = takes(ParameterIn::Header, "Idempotency-Key");
    let body = operation.request_body.is_some();
    let mut may = |status: &str, why: &str| {
        operation
            .responses
            .responses
            .entry(status.to_owned())
            .or_insert_with(|| problem(why));
    };
    may("401", "Nobody is signed in, or the key is not valid");
    if !public || !safe {
        may("403", "Not yours to do, or the key may only read");
    }
    if path.contains('{') || !public {
        may("404", "There is none, or none for you");
    }
    if query || body || if_match || key {
        may("400", "The request cannot be read");
    }
    if !safe {
        may("409", "The rules do not allow it now; the facts say why");
    }
    if if_match {
        may("412", "The case has changed since you read it");
    }
    if body {
        may("413", "The body is too large");
        may("415", "The body is of another type than described");
    }
    if body || key {
        may("422", "A value is missing or wrong");
    }
}

/// A parameter that need not be there is left out, not sent as `null`: addresses and headers know no such thing.
fn never_null(parameter: &mut Parameter) {
    if let Some(RefOr::T(Schema::Object(object))) = &mut parameter.schema
        && let SchemaType::Array(types) = &object.schema_type
    {
        let there = types.iter().find(|kind| **kind != Type::Null);
        if let Some(kind) = there {
            object.schema_type = SchemaType::Type(kind.clone());
        }
    }
}

fn problem(why: &str) -> RefOr<utoipa::openapi::Response> {
    let content = ContentBuilder::new()
        .schema(Some(Ref::from_schema_name("Problem")))
        .build();
    let response = ResponseBuilder::new()
        .description(why)
        .content("application/problem+json", content)
        .build();
    RefOr::T(response)
}
