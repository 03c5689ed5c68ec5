### Conflicts of interest: declarations on many files, what the system found, what the secretariat sets.

## Declarations
nav-declarations = Declarations
declarations-title = Declare your interests
declarations-lead = Say for each file whether you have a conflict of interest with the applicant. You see nothing more of a file before.
declarations-waiting = { $n ->
    [one] { $n } file waits for your declaration.
   *[other] { $n } files wait for your declaration.
}
declarations-text = Applicant or title
declarations-every-country = Every country
declarations-filter = Show
declarations-all = Show all
declarations-interest = Conflict of interest
declarations-not-yet = Not declared yet
declarations-stays = As declared
declarations-free = No conflict declared
declarations-assigned = Given to you
declarations-save = Save the declarations
declarations-saved = Your declarations are on record.
declarations-saved-count = { $n ->
    [one] { $n } declaration is on record. Look at the others once more.
   *[other] { $n } declarations are on record. Look at the others once more.
}
declarations-gone = There is nothing to declare on here any more.
declarations-empty-title = Nothing to declare
declarations-empty-text = Files you are asked to declare on appear here.
fault-declarations-none = Choose an answer for one file at least.

## The secretariat's page
conflicts-title = Conflicts of interest
conflicts-open-count = { $n ->
    [one] { $n } finding to settle
   *[other] { $n } findings to settle
}
conflicts-held-count = { $n ->
    [one] { $n } conflict on record
   *[other] { $n } conflicts on record
}
conflicts-search = Search again
conflicts-searched = The search is done. What is new stands below.
conflicts-open-declarations = Ask evaluators to declare
conflicts-declarations-opened = The evaluators are asked to declare on every file that waits for evaluators.
conflicts-open = Found by the system
conflicts-open-lead = Until a finding is settled, the person sees no more of the file than is needed to declare, and is not given it.
conflicts-open-none = Everything is settled
conflicts-since = Since
conflicts-holds = Holds the file
conflicts-confirm = Confirm the conflict
conflicts-confirm-question = The person will see nothing more of this file, for good. Put the conflict on record?
conflicts-confirmed = The conflict is on record.
conflicts-dismiss = Dismiss
conflicts-dismiss-reason = Why is it no conflict?
conflicts-dismissed = The finding is dismissed. The same evidence is not raised again.
conflicts-by-person = By person
conflicts-column-open = To settle
conflicts-held = Conflicts on record
conflicts-held-none = There is none.
conflicts-order-person = Order by person
conflicts-order-file = Order by file
conflicts-file = File
conflicts-origin = Brought on record
conflict-origin-declared = Declared
conflict-origin-found = Found by the system
conflict-origin-set = Set by the secretariat
conflicts-set-title = Set a conflict
conflicts-set-lead = For what you know otherwise. The person will see nothing more of the file, for good.
conflicts-set-reason = How is it known?
conflicts-set-button = Set the conflict
conflicts-set = The conflict is on record.
finding-member = Works for { $organisation }, as the register says.
finding-affiliation = Names “{ $named }” in the profile ({ $from }–{ $to }); the applicant is { $organisation } (likeness { $alike }).
finding-domain-website = The address of the person and the website of { $organisation } share the domain { $domain }.
finding-domain-office = The addresses of the person and of { $organisation } share the domain { $domain }.
finding-domain-contact = The person and somebody who works for { $organisation } have addresses of the domain { $domain }.
finding-officer = { $officer } is an officer of { $organisation }; the person is { $name } (likeness { $alike }).
finding-funds = { $organisation } names { $agency }, the agency of the person, in “{ $source }”: “{ $excerpt }”
