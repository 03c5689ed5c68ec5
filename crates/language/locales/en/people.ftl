### The people of an organisation: roles, invitations, asking to join; and registration in steps.

## People of an organisation

people-of-organisation = People of the organisation
people-lead = Who works for it, and what each of them may do. Everything they do carries their name.
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
