//! Conflicts of interest: declared by people on many files at once, found by the system, set and settled by the
//! secretariat.
//!
//! What the system finds is a suspicion. Until the secretariat has settled it, an evaluator or a member of the panel sees no
//! more of the file than is needed to declare, and is given no file.

mod declarations;
mod evidence;
mod grounds;
mod rules;
mod search;
mod secretariat;

pub use declarations::{Declaration, Declared, ToDeclare, declare, open_declarations, to_declare};
pub use evidence::{Evidence, Shared};
pub(crate) use search::tied_to_panel;
pub use search::{of_person, search_call, search_file};
pub use secretariat::{
    Finding, Held, Named, OfCall, confirm, dismiss, of_call, people_of, search, set,
};
