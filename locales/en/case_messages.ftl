# What offices and reporters say to each other: questions and words, to one or all.

## What staff read

ask-whom-ask = Who do you want to ask? Tap one, or type the alias.
tell-whom-ask = Who do you want to write to? Tap one, or type the alias.
tell-text-ask = Write to the reporter. Your words are sent as written, and the case stays in its state. To send files along, send them here first.
whom-all = Everybody
whom-unknown = No reporter of this case has that alias. Please tap one of the buttons.
refusal-nobody-to-write-to = There is nobody to write to: every reporter has withdrawn or cannot be reached here.
staff-to-all = → everybody
staff-message-told = ✉️ Message to the reporter
staff-message-edit = ✏️ New version
files-never-here = We neither send nor take files in this case. For this category we only take the address.
staff-enclosed =
    { $count ->
        [one] 📎 Sent along: { $count } file
       *[other] 📎 Sent along: { $count } files
    }
staff-edited-later = ✏️ Edited later. The new version is below; this is the first.
staff-edited-here = ✏️ Edited later. Before, it said:
staff-edited-out = ✏️ Taken out later. Before, it said:
notice-reporter_edited = ✏️ The reporter edited something in { $number }. The first version is kept.
notice-reporter_edited-gathered =
    { $count ->
        [one] ✏️ The reporter edited something else in { $number }. All versions are kept.
       *[other] ✏️ The reporter made { $count } more edits in { $number }. All versions are kept.
    }
edited-sent = You edited a message. It was already sent as you first wrote it. To add something, write again from the card.
reached-delivered = ✓ The latest message has been delivered.
reached-on_its_way = … The latest message is on its way.
reached-uncertain = ❔ It is not clear whether the latest message arrived. It is sent again when the reporter writes.
reached-blocked = 🔕 The latest message could not be delivered. It is sent again when the reporter writes.
reached-lost = ✗ The latest message could not be sent. Please tell an admin.

## What reporters read

notice-told = The office writes to you:
told-reply = You don't need to do anything. To answer, tap “Reply”.
button-reply = Reply
report-purged = This report has been deleted because its time was up. You can send a new one at any time.
notice-files = Report ··{ $tail } · from the office

## Edited messages

edited-open = Changed. Your new version replaces that message.
edited-link-gone = Your report no longer has the link { $link }. If it belongs there, please send it again.
edited-bad = I could not use the new version, so the first one stays.
edited-filed = Thank you. The office has your new version, too. The first one is kept beside it, with every link in it.
edited-contact = Corrected. It is still encrypted.
edited-unknown = You edited a message, but I can no longer tell where it belongs. Please send it again as a new message.
