### Writing an application: before one starts, several people at once, lines that break, and files taken along.

## Before writing

applying-questions-title = All questions
applying-questions-lead = Everything the application asks, to read, print and discuss before you start. You need no account for this.
applying-print = Print
applying-see-questions = See all questions
applying-self-check-link = Check whether you can apply
applying-limit-characters = At most { $n ->
    [one] { $n } character
   *[other] { $n } characters
}
applying-limit-words = At most { $n ->
    [one] { $n } word
   *[other] { $n } words
}
applying-limit-number = A whole number from { $min } to { $max }
applying-limit-money = An amount in { $currency }
applying-limit-date = A date
applying-limit-choice = Choose one
applying-limit-choices = Choose as many as apply
applying-limit-country = A country
applying-limit-budget = The budget as a table, in { $currency }
applying-limit-files = At most { $n ->
    [one] { $n } document
   *[other] { $n } documents
}
applying-limit-table = A table
applying-limit-declaration = A statement to agree to

## The self-check

applying-check-title = Can we apply?
applying-check-lead = Answer what you can. The rules of this call are applied to your answers at once; nothing of it is kept, and nobody is told.
applying-check-organisation = Use what the register knows of
applying-check-organisation-hint = What you write below goes before it.
applying-check-country = Country of your organisation
applying-check-registered-on = Date of registration with the authorities
applying-check-budget = Average annual budget of the last years
applying-check-requested = Amount you would ask for
applying-check-months = Duration of the project in months
applying-check-declarations = Can you answer yes to all declarations of the registration?
applying-check-declarations-hint = For example: no bankruptcy, no conviction, no support of trafficking or of armed groups.
applying-check-button = Check
applying-check-results = What the rules say
applying-check-met = Met
applying-check-not-met = Not met
applying-check-cannot-tell = Cannot tell yet
applying-check-by-a-person = A person decides this when the application is screened.
applying-check-not-said = You have not said what the rule needs to know.
applying-check-all = All rules that can be checked now are met.
applying-check-open = { $n ->
    [one] Nothing speaks against you; { $n } rule cannot be told yet.
   *[other] Nothing speaks against you; { $n } rules cannot be told yet.
}
applying-check-failed = { $n ->
    [one] { $n } rule is not met. With these answers the application would be found ineligible.
   *[other] { $n } rules are not met. With these answers the application would be found ineligible.
}

## Starting

applying-language = Language of the application
applying-language-hint = The questions are shown in it where the call has it.
applying-written-in = Written in

## The list of tasks

applying-missing = { $n ->
    [one] { $n } answer is missing or wrong
   *[other] { $n } answers are missing or wrong
}
applying-here-now = Here now:
applying-undecided = Two people have answered these questions at the same time. Both texts are kept; choose before you submit.
applying-ways = Other ways to fill it in
applying-copy-link = Take answers over from an earlier application
applying-offline-link = Take the application along as a file
applying-offline-about = One file that works without a connection.
applying-package-link = Bring back what was written in the file

## Writing

applying-beside = Somebody else has saved another text here in the meantime. Theirs stands, yours is kept beside it. Choose one, or put them together.
applying-besides-title = Another text is kept for this question
applying-besides-text = Two people have answered at the same time, and nothing is lost. Put the texts together above, or choose one.
applying-written-by = Written by { $name }, { $at }
applying-saved-by = Saved by { $name } at { $at }
applying-is-here = { $name } is in “{ $section }”
applying-take = Use this text
applying-drop = Discard this text
applying-keep-mine = Use my text
applying-take-theirs = Use theirs
applying-line-gone = There is no connection. What you type is kept on this device and sent by itself when the line is back.
applying-refused = This was not saved: the deadline may have passed, or you are no longer signed in. What you type is kept on this device. Load the page again.
applying-unread = One answer cannot be read and is not saved yet. Look at what is said below it.
applying-unsaved = This was typed on this device on { $at } and never arrived
applying-restore = Bring it back
applying-forget = Forget it
applying-taken = The answers are saved.
applying-taken-beside = The answers are saved. Where somebody else had written meanwhile, both texts are kept.
fault-too-many-besides = Too many texts are kept for this question. Choose among them before you write another.

## Taking answers over

applying-copy-title = Take answers over
applying-copy-lead = Answers your organisation has written before can be used again, also from another call. Nothing is overwritten unless you tick it.
applying-copy-choose = From which application?
applying-copy-none-title = There is no earlier application
applying-copy-none-text = Once your organisation has written another application, its answers can be taken over here.
applying-copy-fitting = { $n ->
    [one] { $n } answer fits
   *[other] { $n } answers fit
}
applying-copy-nothing = No answer of it fits here that you do not have already.
applying-copy-preview = This is what will change. Untick what is to stay as it is.
applying-copy-button = Take the ticked answers over
applying-copy-not = Not taken over
applying-copy-document = Documents belong to the application they were sent with. Add them anew.
applying-copy-declaration = What is declared is declared anew.
applying-copy-language = The language was chosen at the start.
applying-copy-currency = The amounts are in another currency.
applying-copy-kind = The question takes another kind of answer here.
applying-change-take = Change this answer
applying-change-now = Now
applying-change-then = Then

## The file

applying-offline-taken = Made on { $at }
applying-offline-how = This file works without a connection. What you type is kept in this browser, on this device only. When you are done, save a package and bring it back to your application, yourself or through a colleague of your organisation. Documents cannot be added here.
applying-offline-no-script = The file needs JavaScript to keep what you type. Without it, print the questions instead.
applying-offline-finish = Bring it back
applying-offline-finish-text = The package holds what you have changed in this file. Sign in, open the application and choose “Bring back what was written in the file”. You see what will change before it does.
applying-offline-save = Save a package
applying-offline-check = Check the answers
applying-offline-kept = Kept in this browser at { $at }
applying-offline-not-kept = This browser keeps nothing. Save a package before you close the file.
applying-offline-missing = not answered yet
applying-offline-faults = Before you can submit
applying-offline-faultless = Nothing is missing in this file.
applying-offline-too-long = longer than allowed
applying-offline-number = a whole number from { $min } to { $max }
applying-offline-amount = not an amount
applying-offline-date = not a date
applying-offline-saved = The package is saved among your downloads.
applying-offline-nothing = Nothing has been changed in this file yet.

## The package

applying-package-title = Bring back what was written in the file
applying-package-lead = Choose the package you saved in the file. Only people who write for your organisation can bring it back. You see what will change before it does.
applying-package-file = Package
applying-package-show = Show what will change
applying-package-preview = This is what will change. Untick what is to stay as it is.
applying-package-button = Save the ticked answers
applying-package-nothing = The package changes nothing: all it holds is in the application already.
applying-package-beside = Somebody has saved another answer since the file was made. Theirs stands, and this one is kept beside it.
applying-package-unread = Cannot be read
applying-package-gone = No longer asked
applying-package-other-form = The form has been changed since the file was made. What both have in common is taken.
fault-package-too-large = The package is too large to be one of ours.
fault-package-none = This is not a package of an application. Choose the file whose name ends in .json that was saved by “Save a package”.
fault-package-other-format = This package was made by another version of the program. Make the file anew and save the package again.
fault-package-altered = The package has been altered since it was saved: its digest does not fit. Save it again from the file.
fault-package-other-application = The package belongs to another application. Open that application, and bring it back there.
