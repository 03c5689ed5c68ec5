### Signing in, registering, passwords, the own account, people of the facility.

## Sign in

sign-in-title = Sign in
sign-in-email = E-mail address
sign-in-password = Password
sign-in-button = Sign in
sign-in-forgotten = I have forgotten my password
sign-in-no-account = No account yet?
sign-in-register = Create an account
sign-in-failed = The e-mail address or the password is not right.
sign-in-slow-down = { $n ->
    [one] Too many attempts. Try again in { $n } second.
   *[other] Too many attempts. Try again in { $n } seconds.
}
sign-in-needed = Sign in to see this page.
sign-in-again = You have been signed out. Sign in again; nothing you had saved is lost.
sign-out-done = You are signed out.
sign-out-everywhere = Sign out everywhere
sign-out-everywhere-done = You are signed out on every device.

## Demonstration

demonstration-banner = Demonstration: names are invented and no mail leaves this server.
demonstration-today = Today is { $date }.
demonstration-accounts = Accounts to try
demonstration-accounts-lead = One account for each role. The password of all of them is { $password }.
demonstration-enter-as = Enter as { $role }
demonstration-mails = Mails kept in the demonstration
demonstration-mails-lead = What would have been sent, newest first.
mails-none-title = No mail yet
mails-none-text = Mails appear here as soon as an act causes one.
mails-choose = Choose a mail to read it.
mails-older = Older mails
mails-to = To { $name }

## Create an account

register-title = Create an account
register-lead = For people who apply in the name of an organisation. The people of the facility are invited.
register-name = Your name
register-email = E-mail address
register-email-hint = We send a link to confirm it.
register-password = Password
register-password-hint = At least 12 characters. A few words that only you would put together are best.
register-language = Language of our mails
register-button = Create the account
register-sent-title = Look into your mailbox
register-sent-text = If the address is new to us, a link to confirm it is on its way. It works for { duration-hours }.
register-have-account = I have an account already

## Confirm the address

confirm-title = Confirm your e-mail address
confirm-button = Confirm
confirm-done = Your address is confirmed. You can sign in now.
link-invalid-title = This link does not work
link-invalid-text = It has been used already, or it is too old. Ask for a new one.
link-new = Ask for a new link

## Reset the password

reset-title = Reset your password
reset-lead = Give your e-mail address; we send a link to choose a new password.
reset-button = Send the link
reset-sent-title = Look into your mailbox
reset-sent-text = If there is an account with this address, a link is on its way. It works for { duration-hours }.
reset-choose-title = Choose a new password
reset-new-password = New password
reset-save = Save the password
reset-done = Your password is changed. Sign in with the new one.

## Take up an invitation

invite-title = Welcome
invite-lead = You have been invited to work on this facility as { $role }. Choose a password to begin.
invite-button = Begin

## The own account

account-title = My account
account-language = Language
account-language-saved = The language is changed.
account-password-title = Change the password
account-password-current = Current password
account-password-new = New password
account-password-saved = The password is changed. You are signed out on other devices.
account-password-wrong = This is not your current password.
account-sessions-title = Where you are signed in
account-session-this = this device
account-tokens-title = Keys for the API
account-tokens-lead = A key lets a program act in your name. It is shown once.
account-token-name = What it is for
account-token-scope = May
account-token-scope-read = Read
account-token-scope-write = Read and write
account-token-create = Create a key
account-token-created = The new key, shown only now:
account-token-revoke = Revoke
account-token-last-used = Last used
account-token-never-used = never used
account-roles-title = My roles
account-no-roles = You have no role yet. Register your organisation to apply, or wait for an invitation.

## People of the facility

people-title = People of the facility
people-lead = Who may do what. Every appointment stays on record.
people-invite-title = Invite a person
people-invite-button = Send the invitation
people-invited = The invitation is on its way.
people-role = Role
people-call = For the call
people-every-call = Every call
people-agency = Agency
people-agency-hint = The agency a panel member sits for
people-end = End the appointment
people-ended = The appointment has ended.
people-disabled = Disabled
people-none = No role now
people-since = since { $date }
people-language = Language of mails
people-language-hint = Of the invitation and every later mail
people-email-hint = Somebody who has an account is appointed at once.
people-end-question = End this appointment? The person is signed out everywhere.
