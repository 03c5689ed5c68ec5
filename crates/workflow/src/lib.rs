//! The life of a call for proposals, decided purely.
//!
//! Each case (organisation, call, proposal, grant) has a state, commands and events. `decide` answers a command with
//! events or a [`Refusal`]; `evolve` applies an event to the state. Nothing here does I/O, reads a clock or draws a
//! random number.

pub mod country;
pub mod ids;
pub mod record;
pub mod role;
