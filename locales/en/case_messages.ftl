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
staff-message-edit = ✏️ New version
files-never-here = No files go with this case, neither from us nor to us: for this category the address alone is taken.
staff-enclosed =
    { $count ->
        [one] 📎 Sent along: { $count } file
       *[other] 📎 Sent along: { $count } files
    }
staff-edited-later = ✏️ Edited later: the new version is below; this is the first.
notice-reporter_edited = ✏️ The reporter edited something in { $number }. The first version stays.
edited-sent = I see that you edited a message. It was sent as you first wrote it, and stays so. To say something more, write again from the card.
reached-delivered = ✓ The latest news has been delivered.
reached-on_its_way = … The latest news is on its way.
reached-uncertain = ❔ Nobody can say whether the latest news arrived. It is told again when they write.
reached-blocked = 🔕 The latest news could not be delivered. It is told again when they write.
reached-lost = ✗ The latest news could not be sent. Please tell an admin.

## What reporters read

notice-told = The office writes to you:
told-reply = There is nothing you must do. If you want to say something to it, press “Reply”.
button-reply = Reply
report-purged = The time for which this report is kept is over, and its contents are deleted. If it matters again, you can file a new one.
notice-files = Report ··{ $tail } · from the office

## Edited messages

edited-open = Changed: your answer is now the new version.
edited-bad = The new version could not be taken, so the first one stays.
edited-filed = Thank you. The office has been told of your new version; the first one is kept beside it.
edited-contact = Put right. It stays sealed.
edited-unknown = I see that you edited a message, but I cannot tell any more what it belongs to. Please send it again as a new message.
