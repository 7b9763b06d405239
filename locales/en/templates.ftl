# Texts that a unit's staff keep ready, and their use at a question.

command-templates = Your unit's saved replies

templates-which-unit = Whose saved replies?
templates-of = Saved replies: { $unit }
templates-none = None of your own yet. The texts that every unit has from the start are under “Ready texts”.
templates-lead-only = Only a lead of the unit can change these texts.
templates-add = ➕ Add a reply
templates-before = ‹ Previous
templates-change = Change
templates-drop = Delete
templates-drop-ask = Delete “{ $title }”? Nobody will be able to use it any more.
templates-drop-surely = Yes, delete
templates-back = ‹ All saved replies
templates-more = 📄 More replies
templates-use = Use this reply
templates-own = Write my own
templates-read = This is what will be sent. To change it, copy it and write your own.

templates-verb-ask = Which step is it for?
templates-locale-ask = Which language is it in?
templates-title-ask = Give it a short title for the button. “Skip” keeps the old title.
templates-body-ask =
    Write the text. These places are filled in for you: { "{" }number{ "}" } case number, { "{" }unit{ "}" } office, { "{" }category{ "}" } category, { "{" }due{ "}" } due date. “Skip” keeps the old text.

template-added = ✅ Saved. From now on you can use it at this step.
template-changed = ✅ Changed.
template-gone = This reply no longer exists.
template-place-unknown = I cannot fill in { $unknown }. You can use: { $known }. Please send the text again.
template-without-due = This reply names a due date, but nothing is due in this case. Please choose another one or write your own.
template-changed-since = This reply was changed after you read it. Please read it again.
template-too-many = You can save { $most } replies, and you have reached the limit. Please delete one first.
