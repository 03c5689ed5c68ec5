### Letters about decisions: on paper, their texts, their check and their release.

## On paper

paper-reference = Reference
paper-page = Page { $page } of { $pages }
paper-signed = Signed on
paper-unsigned = Not signed yet
paper-footer = Made from the record of the call. The facility keeps this letter as it was sent.
letter-attached = This letter is attached as PDF. You also find it on the page of your proposal.
letter-part-reasons = Criteria that were not met
letter-part-findings = What the evaluators found
letter-part-scores = Your scores
letter-part-conditions = Conditions
letter-scores-section = Section
letter-scores-score = Score
letter-scores-of = of
letter-scores-total = Total
letter-answer-days = { $n ->
    [one] { $n } working day after this letter
   *[other] { $n } working days after this letter
}

## Letters by name

letter-selected-reduced = selected with a smaller amount
letter-selected-with-conditions = selected under conditions
letter-rework = returned for rework
letter-title-selected-reduced = To those selected with a smaller amount (without a text of its own, that to the selected is sent)
letter-title-selected-with-conditions = To those selected under conditions (without a text of its own, that to the selected is sent)
letter-title-rework = To those who are asked to rework their proposal (without a text of yours, a standard one is sent)

## Texts

letters-title = Letters
letters-lead = What applicants are told when a decision is released. A revised text is used from then on; letters that were sent stay as they were.
letters-needed = The call needs it
letters-optional = Optional
letters-in-place = The letter “{ $letter }” is sent in its place
letters-standard = A standard text is sent
letters-not-sent = No letter is sent
letters-languages = Languages
letters-history = Revisions
letters-no-history = No text was revised since the call was published.
letters-revised-by = by { $who }, { $at }
letters-only-published = Texts of a call that is not published are written in its set-up.
letters-waiting = Letters that wait to be sent
letters-facts-title = Facts
letters-facts-lead = Write one of these where the letter names it. Those with a star are lists or tables and stand alone in their paragraph. A rejection tells findings, and scores if the call says so, though its text does not name them.
letters-text-in = Text in { $language }
letters-text-hint = A blank line begins a new paragraph. Greeting included, closing and signature are added.
letters-reason = Why you revise it
letters-save = Put in force
letters-save-question = Put this text in force? Letters that are checked must be checked again.
letters-saved = The text is in force.
letters-preview = Preview
letters-preview-file = On the file
letters-preview-language = In
letters-preview-show = Show preview
letters-preview-pdf = Preview as PDF
letters-preview-none = Nobody has applied yet: there is no file to look at it with.
letters-preview-empty = There is no text in this language.
fact-organisation = Name of the organisation
fact-reference = Reference of the proposal
fact-title = Title of the proposal
fact-call = Title of the call
fact-amount = Amount awarded; the amount requested where nothing is awarded
fact-requested = Amount requested
fact-conditions = Conditions of the panel
fact-answer-until = Until when the award can be accepted
fact-place = Place on the reserve list
fact-reasons = Criteria that were not met, with reasons
fact-outcome = The decision in a word
fact-findings = Strengths and weaknesses by section
fact-scores = The applicant’s scores by section, if the call tells them
fact-reason = The panel’s written reason

## Check and release

desk-letters-title = Letters to send
desk-letters-lead = Each letter as it will be sent, by mail and as PDF, in the language of the application. Read them one by one; hold back what is not right.
desk-letters-none-title = No letter waits
desk-letters-none-text = Letters appear here once decisions are complete and not yet told.
desk-letters-checked = Checked
desk-letters-held = Held back
desk-letters-to-check = To check
desk-letters-without = Without a letter
desk-letters-start = Read them one by one
desk-letters-letter = Letter
desk-letters-state = Check
letter-state-checked = Checked
letter-state-unchecked = To check
letter-state-changed = To check again: the text has changed
letter-state-held = Held back
letter-state-without = No letter
letter-place = Letter { $place } of { $count }
letter-check = Mark as checked
letter-check-next = Checked, next letter
letter-uncheck = Take the check back
letter-checked-done = The letter is marked as checked.
letter-unchecked-done = The check is taken back.
letter-hold = Hold back
letter-hold-reason = Why it is held back
letter-hold-lead = The letter stays here when the others are sent, and so does the decision.
letter-held-done = The letter is held back.
letter-let-go = Let it go with the others
letter-let-go-done = The letter goes with the others.
letter-pdf = Letter as PDF
letter-goes-to = Goes to
letter-goes-to-nobody = Nobody writes for this organisation: the decision is released without a letter.
letter-text-missing = The call has no text for this letter: the decision is released without one.
letters-release-title = Send the letters
letters-release-count = { $n ->
    [0] No letter can be sent.
    [one] { $n } letter is not held back.
   *[other] { $n } letters are not held back.
}
letters-release-unchecked = { $n ->
    [0] All of them are checked.
    [one] { $n } of them is not checked.
   *[other] { $n } of them are not checked.
}
letters-release-checked-only = Only letters that are checked
letters-release-now = Send now
letters-release-now-question = Send the letters now? Applicants are told their decisions at this moment.
letters-release-later = Set the moment
letters-release-cancel = Take the moment back
letters-release-moment = Moment
letters-release-planned = The letters are sent on { $at }, as set by { $who }.
letters-release-planned-checked = The letters that are checked by then are sent on { $at }, as set by { $who }.
letters-release-not-planned = No moment is set.
letters-release-last = The last letters were sent on { $at }.
letters-release-hindered = The letters were not sent at the moment that was set ({ $at }). { $why }
letters-release-is-set = The moment is set.
letters-release-is-cancelled = The moment is taken back.
letters-released = The letters are on their way.
mail-letters-hindered-subject = The letters were not sent
mail-letters-hindered-body =
    the letters of the call “{ $call }” were not sent at the moment you had set. { $reason }

    Sign in to look at them and to set another moment.
mail-rework-subject = Please rework your proposal { $reference }
mail-rework-body =
    the panel asks you to rework your proposal “{ $title }”. Sign in to read what it asks.
action-revise-letter = Revise a letter
action-hold-letter = Hold a letter back
action-let-letter-go = Let a letter go
action-set-letters-release = Set the moment for the letters
action-cancel-letters-release = Take the moment for the letters back
action-release-letters = Send the letters
refusal-letter-held = The letter of this file is held back. Let it go first.
refusal-nothing-to-send = There is no letter that could be sent now. Look whether letters are held back or not checked.
refusal-unknown-fact = { $name } in the text in { $language } is no fact of this letter. Choose one of the list.
refusal-letter-missing = Write the letter in { $language } too, or leave every language empty where the letter is optional.

## Letters that were sent

sent-letters-title = Letters
sent-letters-lead = As they were sent.

## Awards and their answers

answers-title = Answers to awards
answers-lead = What applicants have answered to the awards they were told of.
answers-award = Award
answers-answer = Answer
award-answer-waiting = Waiting, until { $at }
award-answer-overdue = No answer; the time was over on { $at }
award-answer-accepted = Accepted on { $at }
award-answer-declined = Declined on { $at }
award-answer-lapsed = Ended on { $at }
mail-award-waits-subject = Please answer: your award for { $reference }
mail-award-waits-body =
    your proposal “{ $title }” was selected for a grant, and we wait for your answer until { $until }. Please sign in to accept or decline the award. Without an answer it may be given to another project.
mail-award-declined-subject = { $reference }: the award is declined
mail-award-declined-body =
    { $organisation } has declined the award for “{ $title }”:

    { $reason }

    Sign in to propose the next from the reserve list.
