# The register: search, filters, views, acts on many, files

register-search-hint = Any part of a name, in any script; acronyms and registration numbers too
register-more-filters = More filters
register-in-force = Filters in force
register-take-off = (take this filter off)
register-not-understood = These filters were not understood and are left out:
register-more-than = { $n ->
    [one] More than { $num } organisation
   *[other] More than { $num } organisations
}
register-order = Order
register-order-name = By name
register-order-newest = Newest first
register-verified-until = Verified until
register-registered = Registered
register-from = Registered from
register-to = Registered up to
register-from-day = Registered from { $day }
register-to-day = Registered up to { $day }
register-previous = Previous page

register-complete = Registration
register-complete-yes = Registration complete
register-complete-no = Registration incomplete
register-verified = Verification
register-verified-holds = Verified today
register-verified-within = { $n ->
    [one] Verification ends within { $n } day
   *[other] Verification ends within { $n } days
}
register-verified-ended = Verification has ended
register-verified-none = Without verification
register-verified-to-renew = To be verified again
register-flag = Risk flag
register-flag-from = Flag: { $level } or graver
register-flag-level = Level
register-flag-category = What it is about
register-flag-until = Last day
register-flag-until-hint = Leave empty for a flag that holds until it is lifted
register-matches = Sanctions matches
register-matches-open = Open sanctions match
register-matches-confirmed = Confirmed sanctions match
register-duplicates = Possible duplicates
register-duplicates-yes = Possible duplicate
register-duplicates-no = No possible duplicate
register-applied = Proposals
register-applied-yes = Has submitted a proposal
register-applied-no = Has submitted no proposal
register-funded = Grants
register-funded-yes = Has a grant
register-funded-no = Has no grant

register-views = Saved views
register-view-all = All organisations
register-view-name = Name of the view
register-view-save = Save this view
register-view-make-standard = Open the register with this view
register-view-standard = opens first
register-view-delete = Delete
register-view-saved = The view is saved.
register-view-deleted = The view is deleted.

register-files = Take the list away
register-files-text = The list as it is filtered, up to 100,000 organisations, without bank accounts and people.
register-sheet = Organisations
register-column-id = Id
register-column-legal-name = Legal name
register-column-original-name = Legal name in its own script
register-column-acronym = Acronym
register-column-country = Country
register-column-kind = Legal form
register-column-registration-number = Registration number
register-column-complete = Complete
register-column-status = Status
register-column-verified-until = Verified until
register-column-flag = Risk flag
register-column-registered-on = Registered

register-mark = Mark
register-with-marked = With those marked
register-all-that-fit = All that fit the filters instead of those marked
register-at-most = At most
register-export-marked = Take them away (XLSX)
register-act-raise-flag = Raise a risk flag
register-act-ask-renewal = Ask to renew documents and verification
register-nothing-marked = No organisation is marked
register-nothing-marked-text = Go back to the register and mark those the act is meant for.
register-each = Each organisation
register-outcome = What happens
register-outcome-will = Will be done
register-outcome-done = Done
register-outcome-left-out = Left out
register-carry-out = Carry out
register-back = Back to the register
register-ask-renewal-text = Everyone who writes for these organisations gets a mail in their own language, once a day at most.
register-raise-flag-will = { $n ->
    [one] { $n } organisation will get the flag.
   *[other] { $n } organisations will get the flag.
}
register-raise-flag-done = { $n ->
    [one] { $n } organisation has got the flag.
   *[other] { $n } organisations have got the flag.
}
register-ask-renewal-will = { $n ->
    [one] { $n } organisation will be asked.
   *[other] { $n } organisations will be asked.
}
register-ask-renewal-done = { $n ->
    [one] { $n } organisation has been asked.
   *[other] { $n } organisations have been asked.
}
register-act-screen = Screen against the sanctions list
register-screen-text = The names and officers of each are compared with the latest list. Every new match waits for a person to look at it.
register-screen-will = { $n ->
    [one] { $n } organisation will be screened.
   *[other] { $n } organisations will be screened.
}
register-screen-done = { $n ->
    [one] { $n } organisation has been screened.
   *[other] { $n } organisations have been screened.
}
register-skip-no-list = No sanctions list has been read in yet.
register-left-out = { $n ->
    [one] { $n } organisation is left out; the reason stands beside it.
   *[other] { $n } organisations are left out; the reason stands beside each.
}
register-cut = More fit than one act takes. The first { $n } are shown; do these, then come back for the others.
register-skip-holds = Its verification holds until { $day }; it is not yet to be renewed.
register-skip-changed = Somebody has changed it since it was shown. Look at it, then choose it again.
register-skip-not-verified = It has no verification that could be renewed.
register-skip-nobody = Nobody who writes for it can be reached.
register-skip-asked-today = It has been asked today.
register-due-diligence = Due diligence
