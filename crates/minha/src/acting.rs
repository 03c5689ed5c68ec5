//! In whose name a command acts. The command line is no back door: what is read or decided is read or decided by a
//! person of the facility, under the same rules as on the pages.

use facility::Facility;
use facility::accounts::{self, SignedIn};
use facility::operator;
use workflow::ids::CallId;
use workflow::role::Role;

use crate::problem::{Kind, Problem};

/// The person with the address; without one, the only person who holds one of the roles for every call.
pub fn person(
    facility: &Facility,
    email: Option<&str>,
    roles: &[Role],
) -> Result<SignedIn, Problem> {
    let names = roles
        .iter()
        .map(|role| role.name())
        .collect::<Vec<_>>()
        .join(" or ");
    if let Some(email) = email {
        let found = accounts::with_email(facility, email)?;
        let found =
            found.filter(|person| roles.iter().any(|role| person.actor.holds_anywhere(*role)));
        return found.ok_or_else(|| {
            let text = format!(
                "nobody with the address {email} is {names}. Add them with `minha user add`"
            );
            Problem::new(Kind::Input, text)
        });
    }
    let mut holders = operator::holders(facility, roles)?;
    match (holders.pop(), holders.is_empty()) {
        (Some(only), true) => Ok(only),
        (None, _) => {
            let text = format!(
                "nobody is {names} yet. Add somebody with `minha user add --role {}`",
                roles[0].name()
            );
            Err(Problem::new(Kind::Input, text))
        }
        (Some(_), false) => {
            let text = format!(
                "several people are {names}. Say with --as EMAIL in whose name this is done"
            );
            Err(Problem::new(Kind::Input, text))
        }
    }
}

/// The call with a code, as the person sees it; nobody sees what only the operator asks for.
pub fn call(facility: &Facility, who: Option<&SignedIn>, code: &str) -> Result<CallId, Problem> {
    let unknown = || {
        Problem::new(
            Kind::Input,
            format!("there is no call with the code {code}"),
        )
    };
    match who {
        Some(who) => facility::call::by_code(facility, Some(&who.actor), code)
            .map(|view| view.call.id)
            .map_err(|_| unknown()),
        None => {
            let code = code.to_ascii_uppercase();
            facility
                .store
                .read(|conn| store::calls::with_code(conn, &code))?
                .ok_or_else(unknown)
        }
    }
}
