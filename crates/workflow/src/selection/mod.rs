//! Selection: the panel votes item by item; recused members are out of the room and not counted.

mod award;
mod ballot;
mod decide;
mod event;
mod rules;
mod state;
mod table;

pub use award::{award_guard, standing_guard, still_affordable};
pub use ballot::{Ballot, Choice, Mark, Seal, Sealed, Written, put_in};
pub use decide::{Circumstances, decide, guard, in_the_room, list_fits, mark};
pub use event::{Command, Decision, Event, apply};
pub use rules::{
    Allocation, BallotKind, Completion, MOST_ACCEPTANCE_DAYS, MOST_POINTS, MOST_QUOTAS, Quota,
    QuotaBy, Rules, Ties, VotesInMinutes,
};
pub use state::{Attendance, Promotion, Roll, State};
pub use table::TABLE;
