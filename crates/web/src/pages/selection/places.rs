//! The pages of one panel, as the line of links on each of them.

use language::Reader;
use workflow::ids::CallId;
use workflow::role::{Actor, Role};

/// A page of the panel.
pub struct Tab {
    /// Where it is.
    pub href: String,
    /// Its name.
    pub text: String,
    /// Whether it is the one that is shown.
    pub current: bool,
}

/// The pages of a panel its reader may see; `current` is the end of the address of the one that is shown.
pub fn tabs(reader: &Reader, actor: &Actor, call: CallId, current: &str) -> Vec<Tab> {
    let oversees = facility::roles::oversees(actor, call);
    let chairs = facility::selection::chairs(actor, call);
    let ranks = oversees || actor.holds(Role::PanelMember, Some(call));
    let all = [
        (true, "/panel", "panel-agenda"),
        (chairs || oversees, "/panel/outline", "outline-title"),
        (ranks, "/panel/board", "board-title"),
        (ranks, "/ranking", "ranking-title"),
        (true, "/panel/decisions", "decisions-title"),
        (true, "/panel/members", "panel-members"),
    ];
    all.into_iter()
        .filter(|(shown, ..)| *shown)
        .map(|(_, end, key)| Tab {
            href: format!("/calls/{call}{end}"),
            text: reader.t(key),
            current: end == current,
        })
        .collect()
}
