//! The edge: HTTP. Pages for people, an API for programs, sessions, security headers. Knows no tables and no rules.

mod api;
mod asked;
mod assets;
mod chart;
mod described;
mod download;
mod failure;
mod form;
mod live;
mod map;
mod multipart;
mod page;
mod pages;
mod security;
mod server;
mod story;
mod visitor;
mod wording;

pub use live::Live;
pub use server::{Application, app, run};
