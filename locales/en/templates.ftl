# Texts that a unit's staff keep ready, and their use at a question.

command-templates = Texts kept ready for your unit

templates-which-unit = Whose texts?
templates-of = Texts kept ready: { $unit }
templates-none = None yet.
templates-add = ➕ Add a text
templates-before = ‹ Before
templates-change = Change
templates-drop = Delete
templates-drop-ask = Delete “{ $title }”? Nobody can use it any more.
templates-drop-surely = Yes, delete
templates-back = ‹ All texts
templates-more = 📄 More texts
templates-use = Use this text
templates-own = Write my own
templates-read = This is how it would be sent. To change it, copy it and write your own.

templates-verb-ask = What are the words for?
templates-locale-ask = In which language are they?
templates-title-ask = A short title: it stands on the button. Of a text that is there, “Skip” keeps the old one.
templates-body-ask =
    The text. These places are filled in when it is used: { "{" }number{ "}" } the case, { "{" }unit{ "}" } the office, { "{" }category{ "}" } the category, { "{" }due{ "}" } by when. Of a text that is there, “Skip” keeps the old one.

template-added = ✅ Kept. It is offered at this question from now on.
template-changed = ✅ Changed.
template-gone = This text is not there any more.
template-place-unknown = I cannot fill in { $unknown }. These places can be: { $known }. Please send the text again.
template-without-due = This text names a date, and nothing is due in this case at present. Please choose another one, or write your own.
template-changed-since = This text has been changed since you read it. Please look at it again.
template-too-many = There is room for { $most } texts, and they are all taken. Please delete one first.
