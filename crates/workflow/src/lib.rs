//! The life of a call for proposals, decided purely.
//!
//! Each case (organisation, call, proposal, grant) has a state, commands and events. `decide` answers a command with
//! events or a [`Refusal`]; `evolve` applies an event to the state. Nothing here does I/O, reads a clock or draws a
//! random number.

pub mod agreement;
pub mod batch;
pub mod call;
pub mod clarification;
pub mod co_applicants;
pub mod country;
pub mod criterion;
pub mod definition;
pub mod diagram;
pub mod document;
pub mod draft;
pub mod drafting;
pub mod due_diligence;
pub mod evaluation;
pub mod evaluator;
pub mod form;
pub mod grant;
pub mod ids;
pub mod intake;
pub mod interest;
pub mod letter;
pub mod money;
pub mod monitoring;
pub mod names;
pub mod organisation;
pub mod panel;
pub mod payment;
pub mod policy;
pub mod procedure;
pub mod proposal;
pub mod rate;
pub mod receipt;
pub mod record;
pub mod refusal;
pub mod registration;
pub mod results;
pub mod risk;
pub mod role;
pub mod screening;
pub mod selection;
pub mod text;
pub mod time;
pub mod tranche;
pub mod transition;
