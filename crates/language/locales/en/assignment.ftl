### Assignment of evaluators, progress and reminders.

assignment-look = Look at the assignment
assignment-plan-lead = A plan gives every file the evaluators it needs. Nothing is given out until you have looked at it and accept it.
assignment-made = Made on { $at }.
assignment-fit = Fit
assignment-question = Give the files to these evaluators? They are told by mail.
assignment-again = Plan anew
assignment-discard = Give the plan up
assignment-discarded = The plan is given up.
assignment-agency = Agency
assignment-after = Files after that
assignment-room = Could take more
assignment-load-of = { $held } now, { $planned } planned
assignment-standing = Why, or why not
assignment-file-lead = Choose who is to read this file. What you choose by hand is marked as such in the record.
assignment-change = Change the plan
assignment-plan-changed = The plan is changed.
assignment-rule-readers = { $n ->
    [one] { $n } evaluator for each file
   *[other] { $n } evaluators for each file
}
assignment-rule-conflict = Nobody with a conflict of interest, or a possible one
assignment-rule-language = Only who reads the file’s language
assignment-rule-load = { $n ->
    [one] At most { $n } file for each evaluator
   *[other] At most { $n } files for each evaluator
}
assignment-rule-agency = No two of one agency on a file

fit-language-reads = reads the language
fit-language-works-in = works in the language
fit-language-native = native in the language
fit-language-unknown = languages not stated
fit-theme = knows the theme
fit-no-theme = does not name the theme
fit-region = knows the region
fit-no-region = does not name the region

standing-planned = Planned
standing-by-hand = Chosen by hand
standing-same-agency = Another of their agency reads it
standing-full = Takes no more files
standing-fits-less = Fits less, or has more files
standing-needed-elsewhere = Needed more on other files
bar-conflict = Conflict of interest
bar-suspicion = A possible conflict is not settled
bar-had-it = Has or had the file
bar-language = Does not read the language
bar-away = Away for most of the time

hindrance-title = These files cannot all be given out
hindrance-file = File { $files }: { $available } evaluators can read it; { $needed } are needed.
hindrance-files = The files { $files } need { $needed } readings from { $evaluators }, who can take { $available } together.
hindrance-few = There are too few evaluators, whatever the rules.
hindrance-rules = What cannot hold together with the number of evaluators for each file: { $rules }.
hindrance-languages = The files are written in: { $languages }.
hindrance-advice = Invite more evaluators, settle possible conflicts, raise a limit, or give these files out by hand.
obstacle-conflict = conflicts of interest
obstacle-suspicion = possible conflicts that are not settled
obstacle-had-it = nobody reads a file twice
obstacle-language = evaluators read the file’s language
obstacle-away = evaluators are there for at least half of the time
obstacle-load = the most files for each evaluator
obstacle-agency = no two of one agency on a file
and-more = { $n ->
    [one] and { $n } more
   *[other] and { $n } more
}

fault-more-than-needed = You chose more evaluators than the file needs.
fault-cannot-take = One of these people cannot be given the file.

reminder-progress = Progress by evaluator
reminder-title = Reminder
reminder-waits = Waiting for
reminder-due = First due
reminder-read = Read the reminder
reminder-send = Send the reminder
reminder-sent = The reminder is on its way.
reminders-sent = The reminders are on their way.
reminder-not-now = Nothing is waited for, or a reminder went today already.
reminder-last = Reminded { $at }
reminder-all = Remind all who are late
reminder-all-question = Send a reminder to everybody who is late and was not reminded today?
reminder-undeclared = { $n ->
    [one] { $n } declaration
   *[other] { $n } declarations
}
reminder-reading = { $n ->
    [one] scores of { $n } file
   *[other] scores of { $n } files
}
reminder-late = { $n ->
    [one] { $n } late
   *[other] { $n } late
}
reminder-late-people = { $n ->
    [one] { $n } evaluator is late
   *[other] { $n } evaluators are late
}
gap-third-reader = gap over { $percent } of the higher score
gap-drop-deviant = gap of { $percent } of the maximum or more
