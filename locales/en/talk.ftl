# What offices and reporters say to each other: questions and words, to one or all.

## What staff read

ask-whom-ask = Whom do you want to ask? Press one, or write the alias.
tell-whom-ask = Whom do you want to write to? Press one, or write the alias.
tell-text-ask = Write to the reporter. It is sent as written; the case stays where it is. Files that go along are sent here first.
whom-all = Everybody
whom-unknown = No reporter of this case has that alias. Please press one of the buttons.
refusal-nobody-to-write-to = There is nobody to write to here: every reporter has withdrawn, or cannot be reached by this channel.
staff-to-all = → everybody
staff-message-told = ✉️ Word to the reporter
staff-message-edit = ✏️ Edited by the reporter
files-never-here = No files go with this case, neither from us nor to us: for this category the address alone is taken.
staff-enclosed =
    { $count ->
        [one] 📎 Sent along: { $count } file
       *[other] 📎 Sent along: { $count } files
    }

## What reporters read

notice-told = The office writes to you:
told-reply = There is nothing you must do. If you want to say something to it, press “Reply”.
button-reply = Reply
report-purged = The time for which this report is kept is over, and its contents are deleted. If it matters again, you can file a new one.
notice-files = Report ··{ $tail } · from the office
