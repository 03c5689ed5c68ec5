### The people of an organisation: roles, invitations, asking to join; and registration in steps.

## People of an organisation

people-of-organisation = People of the organisation
people-of-organisation-lead = Who works for it, and what each of them may do. Everything they do carries their name.
people-members = People
people-you = you
people-confirmed = Address confirmed
people-unconfirmed = Address not confirmed
people-contacts = { $n ->
    [one] { $n } person can be reached at a confirmed address.
   *[other] { $n } people can be reached at a confirmed address.
}
people-contacts-needed = Two are needed before the organisation can submit a proposal. Invite a colleague.
people-change = Change
people-change-role = Change the role
people-hand-over = Hand the organisation over
people-hand-over-question = They become owner and you become editor. Hand the organisation over?
people-remove = Remove
people-leave = Leave the organisation
people-role-done = The role is changed.
people-hand-over-done = The organisation is handed over. You are an editor now.
people-remove-done = The person no longer works for the organisation.
people-left = You have left the organisation.
member-owner = Owner
member-editor = Editor
member-reader = Reader

## Invitations

invitation-lead = The person gets a link by mail, which works once and for 14 days. Nobody joins before they accept.
invitations-open = Invitations without an answer
invitation-sent = Sent { $at } by { $by }
invitation-until = The link works until { $at }
invitation-expired = The link has expired
invitation-send-again = Send again
invitation-withdraw = Withdraw
invitation-is-sent = The invitation is on its way.
invitation-send-again-done = The invitation is sent again. The earlier link works no more.
invitation-withdraw-done = The invitation is withdrawn. Its link works no more.
fault-invited = This address has an invitation already. Send it again instead.
fault-colleague = A person with this address works for the organisation already.
fault-too-many-invitations = Too many invitations wait for an answer. Withdraw some first.
fault-not-reachable = This person’s address is not confirmed, or the account is closed.
fault-too-many-requests = Too many of your requests wait for an answer.

## Taking up an invitation

join-title = You are invited to work for an organisation
join-text = { $by } invites you. Your role: { $role }.
join-accept = Accept
join-decline = Decline
join-sign-in = Sign in to accept
join-sign-in-text = You have an account with this address. Sign in, and you come back here.
join-other-account = The invitation was sent to another address than that of the account you are signed in with. Sign out, then open the link again.
join-open-title = Open your account
join-open = Open the account and accept
join-accepted = Welcome. You now work for the organisation.
join-opened = Your account is open, and you work for the organisation. Sign in.
join-declined = You have declined the invitation.
join-invalid-text = The invitation has been used, was withdrawn or has expired. Ask the owner of the organisation to send it again.

## Asking to join

join-requests = People who ask to join
join-admit = Take in
join-decline-request = Decline
join-admit-done = The person is taken in, and told by mail.
join-decline-done = The request is declined, and the person told by mail.

## Mails

mail-colleague-invited-subject = You are invited to work for an organisation
mail-colleague-invited-body =
    { $by } invites you to work for “{ $organisation }” on the grants facility. Your role: { $role }.

    Accept or decline here:

    { $link }

    The link works once, for { duration-days }. If you do not know the organisation, ignore this mail.
mail-join-requested-subject = Somebody asks to join your organisation
mail-join-requested-body =
    somebody asks to work for “{ $organisation }”. Read the request, then take the person in or decline:

    { $link }
mail-join-admitted-subject = You now work for the organisation
mail-join-admitted-body =
    an owner of “{ $organisation }” has taken you in:

    { $link }
mail-join-declined-subject = Your request to join is declined
mail-join-declined-body =
    an owner of “{ $organisation }” has declined your request to join. The reason:

    { $reason }

    What you have begun to register stays as it is.

## History

event-person-invited = Colleague invited
event-person-joined = Invitation accepted
event-person-admitted = Person taken in who asked to join
event-role-changed = Role of a person changed
event-handed-over = Organisation handed over
event-person-removed = Person no longer works for the organisation

## Refusals

refusal-registration-incomplete = The registration of your organisation is not complete. Finish it first; what you have written is kept.
refusal-contacts-missing = { $have ->
    [one] Only { $have } person of your organisation can be reached at a confirmed address; { $needed } are needed. Invite a colleague first.
   *[other] Only { $have } people of your organisation can be reached at a confirmed address; { $needed } are needed. Invite a colleague first.
}
refusal-last-owner = An organisation keeps an owner. Hand it over to somebody first.

## Registration in steps

registration-title = Registration
registration-lead = Fill in the parts in any order, and come back whenever you like. Everything you save is kept.
registration-saved = Saved.
registration-missing = Still missing:
registration-ready = The registration is complete. Your organisation can apply.
registration-documents = Documents
registration-save-and-leave = Save and come back later
registration-things-missing = { $n ->
    [one] The registration is not complete: { $n } thing is missing
   *[other] The registration is not complete: { $n } things are missing
}
registration-contact-missing = A second contact with a confirmed address is missing
registration-before-applying = Before the organisation can submit

section-identity = Names and address
section-legal-status = Legal status
section-governance = Governance
section-money = Money
section-experience = Experience
section-declarations = Declarations
section-lead-identity = Who the organisation is and where it is found.
section-lead-legal-status = How the organisation is registered with the authorities of its country.
section-lead-governance = Since when the organisation exists, and who directs it or acts for it.
section-lead-money = What the organisation has had to spend, where it keeps its money, and who checks its accounts.
section-lead-experience = What the organisation has done, and in which languages it works.
section-lead-declarations = Answer each of them for the organisation and the people who direct it. Every answer must be “yes” before the organisation can apply.

substance-identity = The organisation has been verified, or is being verified. A change of its names, its legal form or its country ends that; a new address does not.
substance-legal-status = The organisation has been verified, or is being verified. A change of number, authority or dates ends that; the organisation must then be verified again.
substance-governance = The organisation has been verified, or is being verified. A change of its officers ends that; the organisation must then be verified again.
substance-money = The organisation has been verified, or is being verified. A change of its bank account ends that; new budgets do not.
substance-declarations = The organisation has been verified, or is being verified. A change of an answer ends that; the organisation must then be verified again.

missing-address = postal address
missing-email = e-mail address of the organisation
missing-registration-number = registration number, or the reason why there is none
missing-registration-authority = authority of registration
missing-registered-on = date of registration
missing-registration-certificate = certificate of registration
missing-officers = officers
missing-founded-on = date of founding
missing-budgets = yearly budgets
missing-bank-account = bank account
missing-audited-statement = audited statement, or the reason why there is none
missing-experience = experience
missing-working-languages = working languages
missing-declarations = all eight answered with yes

organisation-original-name-hint = As it is written in its own language, if that is not written in Latin letters
registration-other-names = Other and former names
registration-other-names-hint = Names the organisation is or was known by, in any script
registration-name-kind = Which name
registration-add-name = Add a name
name-kind-other = in use beside the legal name
name-kind-former = former name
registration-org-id = Organisation identifier (org-id)
registration-org-id-hint = The code of the register and the number in it, for example GB-CHC-202918
registration-org-id-guide = Find the code of your register at org-id.guide
registration-authority = Authority the organisation is registered with
registration-authority-hint = For example a ministry, a court or a registrar of associations
registration-expires-on = The registration expires on
registration-expires-hint = Leave empty if it does not expire
registration-certificate-upload = Add the certificate of registration to the documents
registration-unregistered-reason = If there is no number or certificate: why
registration-unregistered-hint = For example: the law of the country does not provide for it, or a renewal is under way
registration-founded-on = Founded on
registration-officers-hint = Everyone who directs the organisation or may bind it: the board, the director, the treasurer
registration-officer = Officer
registration-officer-name = Name in Latin letters
registration-officer-original-name = Name in its own script
registration-officer-position = Position
registration-officer-born-on = Day of birth
registration-officer-born-hint = Tells people of the same name apart when names are checked against sanctions lists
registration-add-officer = Add an officer
registration-budgets = Budgets of the last years
registration-budgets-hint = What the organisation had to spend in each year, all sources together
registration-budget-of = Budget of { $year }
registration-bank-account = Bank account
registration-bank-hint = In the organisation’s own name. The number is shown in full only to the owners of the organisation and to the people of the facility who pay.
registration-bank-holder = Name the account is kept under
registration-bank-name = Bank
registration-bank-country = Country of the bank
registration-bank-number = IBAN or account number
registration-bank-number-hint = The IBAN where the country has one, else the number the bank uses
registration-bank-bic = BIC (SWIFT code)
registration-audit-upload = Add the audited statement to the documents
registration-unaudited-reason = If there is no audited statement: why
registration-unaudited-hint = For example: the law does not ask for one, or last year’s is still with the auditor
registration-experience = What the organisation has done so far
registration-experience-hint = Projects, with years, donors and results
registration-languages = Working languages
registration-other-languages = Other working languages
registration-other-languages-hint = Their names, with commas between them

declaration-lawful-purpose = The organisation pursues lawful aims by lawful means, and its statutes allow it to carry out the work it applies for.
declaration-not-for-profit = The organisation does not work for profit and distributes no surplus to its members, its officers or anybody else.
declaration-no-listed-parties = Neither the organisation nor anybody who directs it or benefits from its funds stands on a sanctions list of the United Nations Security Council, or supports anybody who does.
declaration-no-fraud-or-corruption = Neither the organisation nor anybody who directs it has been convicted of, or is under investigation for, fraud, corruption, bribery, money laundering or the financing of terrorism.
declaration-no-exploitation-or-abuse = The organisation has rules against sexual exploitation and abuse that bind everyone who works for it; nobody who works for it has been found guilty of either, and every allegation is looked into and reported.
declaration-no-forced-labour = The organisation uses neither forced labour nor child labour, takes no part in trafficking in persons, and asks the same of those it buys from.
declaration-no-bankruptcy = The organisation is not bankrupt, insolvent or being wound up, and has paid the taxes and social contributions it owes.
declaration-information-true = Everything stated in this registration is true and complete, and the organisation will correct it when something changes.

fault-too-many = These are too many.
fault-order = The end lies before the beginning.
fault-years = A year stands there twice.
fault-org-id = Give the code of the register and the number in it, for example GB-CHC-202918.
fault-iban = This is no valid IBAN. Check every character.
fault-bank-country = The IBAN is of another country.
fault-bank-number = Give 4 to 34 letters and figures.
fault-bic = A BIC has 8 or 11 letters and figures, for example ABCDKENA.
fault-language = No language is known by the name “{ $name }”. Write it as in the list.

## Is this you?

twins-title = Is this your organisation?
twins-lead = The register has organisations that look like the one you are registering. If one of them is yours, ask its owners to let you in, so that it is not registered twice.
twins-notice = The register has an organisation that looks like yours.
twins-shared = What is the same:
shared-registration-number = the registration number
shared-bank-account = the bank account
shared-website = the website
shared-officer = an officer you have named
shared-name = the name, or almost
twins-yes = Yes, ask to join
twins-message = Message to the owners
twins-message-hint = Say who you are and what you do in the organisation. The owners see your name and your e-mail address.
twins-ask = Send the request
twins-no = No, go on
twins-no-text = If none of them is yours, go on. The people of the facility may look at both and ask you.
join-asked-waiting = You have asked to join. The owners will answer.
join-asked-declined = Your request to join was declined. The owners can still invite you.
join-asked-done = Your request is sent to the owners. You are told by mail what they decide.

action-complete-registration = Complete the registration
action-decide-join-requests = Decide who joins
