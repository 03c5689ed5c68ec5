### Organisations: profile, verification, flags.

## The profile

organisation-title = Organisation
organisation-register-title = Register your organisation
organisation-register-lead = Once, for every call. This is the first step; the others can be taken in any order, over days.
organisation-registered = Your organisation is on the register. Now complete the registration.
organisation-legal-name = Legal name
organisation-legal-name-hint = In Latin letters, as on the certificate of registration
organisation-original-name = Legal name in its own script
organisation-acronym = Acronym
organisation-country = Country of registration
organisation-kind = Legal form
organisation-registration-number = Registration number
organisation-registered-on = Date of registration
organisation-website = Website
organisation-website-hint = Begins with https://
organisation-email = E-mail address of the organisation
organisation-address = Postal address
organisation-annual-budget = Average annual budget of the last three years
organisation-officers = Officers
organisation-declarations = Declarations
organisation-declarations-yes = All of this is true
organisation-proposals = Its proposals
organisation-grants = Its grants
organisation-none-title = You do not belong to an organisation yet
organisation-none-text = Register your organisation, or ask a colleague to invite you to it.

## Legal forms

organisation-kind-association = Association
organisation-kind-foundation = Foundation
organisation-kind-company-not-for-profit = Not-for-profit company
organisation-kind-network = Network or federation
organisation-kind-faith-based = Faith-based organisation
organisation-kind-other = Other

## Verification

verification-title = Verification
verification-verified-until = Verified until { $date }
verification-not-verified = Not verified

## History

event-registered = Organisation registered
event-amended = Profile changed
event-verification-proposed = Verification questions answered
event-verified = Verified
event-verification-refused = Verification refused
event-verification-returned = Verification sent back
event-red-flag-raised = Red flag raised
event-red-flag-lifted = Red flag lifted

## Colleagues

organisation-invite = Invite a colleague
