//! In whose name a command acts. The command line is no back door: what is read or decided is read or decided by a
//! person of the facility under the same rules as on the pages, unless there is nobody yet.

use facility::Facility;
use facility::accounts::{self, SignedIn};
use facility::operator;
use workflow::ids::CallId;
use workflow::role::{Actor, Role};

use crate::problem::{Kind, Problem};

/// The person with the address, who must hold one of the roles.
pub fn named(facility: &Facility, email: &str, roles: &[Role]) -> Result<SignedIn, Problem> {
    let found = accounts::with_email(facility, email)?;
    let may = |person: &SignedIn| person.actor.holds_one_of(roles);
    found.filter(may).ok_or_else(|| {
        let text = if roles == Role::ALL {
            format!("nobody with the address {email} has an account with a role")
        } else {
            format!("nobody with the address {email} is {}", listed(roles))
        };
        Problem::new(Kind::Input, text)
    })
}

/// The person who holds the first of these roles that anybody holds for every call; of several the one whose account is
/// the oldest, which is said. Nobody when nobody holds any: then the operator acts for the facility.
pub fn first(facility: &Facility, roles: &[Role]) -> Result<Option<SignedIn>, Problem> {
    for role in roles {
        let mut holders = operator::holders(facility, *role)?.into_iter();
        if let Some(first) = holders.next() {
            if holders.next().is_some() {
                let (email, role) = (&first.person.email, role.name());
                eprintln!(
                    "In the name of {email}, one of several with the role {role}; --as EMAIL names another."
                );
            }
            return Ok(Some(first));
        }
    }
    Ok(None)
}

fn listed(roles: &[Role]) -> String {
    roles
        .iter()
        .map(|role| role.name())
        .collect::<Vec<_>>()
        .join(" or ")
}

/// The call with a code, as somebody sees it; the operator, who sees none of it, only names it.
pub fn call(facility: &Facility, who: Option<&Actor>, code: &str) -> Result<CallId, Problem> {
    let unknown = || {
        Problem::new(
            Kind::Input,
            format!("there is no call with the code {code}"),
        )
    };
    match who {
        Some(who) => facility::call::by_code(facility, Some(who), code)
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
