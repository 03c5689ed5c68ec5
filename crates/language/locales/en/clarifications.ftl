### Questions about a call, and their answers.

call-read-in = Read the call in
questions-title = Questions and answers
questions-lead = Questions of applicants about this call, answered to everybody. Who asked is never shown.
questions-none = No question has been answered yet.
questions-all = { $n ->
    [one] Read { $n } answered question
   *[other] Read all { $n } answered questions
}
questions-number = Question { $number }
questions-asked-in = Asked in { $language }
questions-answered-on = Answered on { $date }
questions-corrected-on = Corrected on { $date }
questions-earlier = Earlier answer of { $date }
questions-more = Later questions
questions-language-missing = The answer was given in { $language }.

## Asking

questions-ask-title = Ask a question
questions-ask-lead = Your question and its answer are published to everybody, without your name. Do not write anything that tells who you are.
questions-ask-until = Questions are taken until { $at }.
questions-ask-over = Questions were taken until { $at }.
questions-ask-sign-in = Sign in to ask a question or to follow this call
questions-text = Your question
questions-text-hint = { $n ->
    [one] At most { $n } character
   *[other] At most { $n } characters
}
questions-language = Language of the question
questions-asked-done = Your question is sent. The answer is published on this page.
questions-own-title = Your questions
questions-own-open = Waits for an answer
questions-own-declined = Not answered
refusal-questions-over = Questions were taken until { $at }.
action-ask-question = Ask a question

## Following

questions-follow = Follow this call
questions-unfollow = Do not follow this call any more
questions-follow-about = Whoever follows the call is told by mail of every answer. Everybody with an application is told anyway.
questions-follow-done = You follow this call and are told of answers by mail.
questions-unfollow-done = You do not follow this call any more.

## Answering

questions-open-title = Open questions
questions-open-lead = The oldest stand first. An answer is published at once, to everybody.
questions-open-none = No question waits for an answer.
questions-open-count = { $n ->
    [one] { $n } question waits for an answer
   *[other] { $n } questions wait for an answer
}
questions-due = To be answered by { $at }
questions-waiting = { $n ->
    [one] waits for { $n } day
   *[other] waits for { $n } days
}
questions-answer = Publish the answer
questions-answer-in = Answer in { $language }
questions-answer-hint = Write the answer in at least one language of the call.
questions-answer-done = The answer is published.
questions-decline-reason = Why it is not answered
questions-decline-about = Only the person who asked is told.
questions-decline-done = The question is not answered, and the person who asked is told why.
questions-correct = Correct this answer
questions-correct-lead = The new answer counts. The earlier one stays readable.
action-decline-question = Leave the question unanswered
fault-answer-missing = Write the answer in at least one language.

## Mails

mail-question-answered-subject = A question about “{ $call }” has been answered
mail-question-answered-body =
    a question about the call “{ $call }” has been answered:

    { $question }

    Answer:

    { $answer }

    All questions and answers stand on the page of the call.
mail-question-declined-subject = Your question about “{ $call }”
mail-question-declined-body =
    your question about the call “{ $call }” is not answered:

    { $question }

    The reason:

    { $reason }

## The public page of a call

call-applications = Applications
call-one-application = One application from each organisation.
call-several-applications = An organisation may send several applications.
call-your-time = Where you are: { $time }
call-in-utc = In UTC: { $time }
call-documents = Documents of the call
call-documents-none = No document has been added.
call-document-add = Add a document
call-document-remove = Remove
call-document-added = The document is added.
call-document-removed = The document is removed.
call-how = How decisions are made
call-how-criteria = { $n ->
    [one] { $n } criterion is checked.
   *[other] { $n } criteria are checked.
}
call-how-two-people = Every outcome is confirmed by a second person.
call-how-two-people-ineligible = Whoever is found not eligible was looked at by two people.
call-how-clarification = { $n ->
    [one] An applicant who is asked about formal points has { $n } working day to answer.
   *[other] An applicant who is asked about formal points has { $n } working days to answer.
}
call-how-appeal = { $n ->
    [one] Appeals are taken for { $n } day and decided by people who took no part.
   *[other] Appeals are taken for { $n } days and decided by people who took no part.
}
call-how-readers = { $n ->
    [one] { $n } evaluator without a conflict of interest scores each proposal.
   *[other] { $n } evaluators without a conflict of interest score each proposal; none sees another’s scores before giving their own.
}
call-how-threshold = A proposal needs at least { $points } points.
call-how-mean = Their mean counts.
call-how-third-reader = Where their scores lie far apart, a third reads the proposal and the mean of the two closest counts.
call-how-drop-deviant = Where their scores lie far apart, another reads the proposal and the most deviant score is dropped.
call-how-quorum = { $n ->
    [one] { $n } member without a conflict of interest must vote on a proposal.
   *[other] { $n } members without a conflict of interest must vote on a proposal.
}
call-how-rank-stop = Proposals are funded in the order of their rank until the next no longer fits into the budget.
call-how-rank-skip = Proposals are funded in the order of their rank; one that no longer fits into the budget is passed over.
call-how-best-total-value = The set of proposals with the best total score that fits into the budget is funded.
call-how-equal-shares = Each member of the panel has an equal share of the budget; projects are funded from the shares of those who voted for them.
call-how-phragmen = The money is spread over the votes of the members as evenly as possible (Phragmén’s method).
call-how-reserve = { $n ->
    [one] { $n } proposal is placed on a reserve list.
   *[other] Up to { $n } proposals are placed on a reserve list.
}
call-how-tranches = { $n ->
    [one] The grant is paid in { $n } tranche.
   *[other] The grant is paid in { $n } tranches.
}
call-how-reports = { $n ->
    [one] { $n } report is due.
   *[other] { $n } reports are due.
}
calls-feed = New calls as a feed
feed-title = Open calls for proposals
feed-about = Calls for proposals that are open now
