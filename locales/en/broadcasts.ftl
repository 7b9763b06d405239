# Broadcasts: what admins write, and what everybody may do with what they get.

broadcast-scope-ask = Whom is it for?
broadcast-locale-ask = Readers of which language?
broadcast-region-ask = Followers of which city?
broadcast-unit-ask = Followers of which office or site? Please type its name, a part of it, or its code.
broadcast-category-ask = Followers of which category?
broadcast-languages-ask = One text for all, or one in each language?
broadcast-text-ask = What should it say? It is sent word for word, without any formatting.
broadcast-text_2-ask = And in this language?
broadcast-text_3-ask = And in this language?
broadcast-text_4-ask = And in this language?
broadcast-picture-ask = A picture above the words? Please send it as a photo, or skip this.
broadcast-buttons-ask =
    Buttons below that lead to web pages? One a line: what stands on it, then its https:// address. For example:
    How to report https://example.org/report
broadcast-cards-ask = Numbers to call below the words? Please type offices or sites, one a line.
broadcast-start-ask = When should it leave? At once after the approval, or at a local time such as 2026-12-01 09:00.
broadcast-repeat-ask = How often?
scope-all = Everybody
scope-locale = Readers of a language
scope-region = Followers of a city
scope-unit = Followers of an office
scope-category = Followers of a category
languages-one = One for all
languages-each = One in each language
start-now = At once
repeat-once = Once
repeat-daily = Every day
repeat-weekly = Every week
repeat-monthly = Every month

broadcast-picture-wanted = That is no photo. Please send one as a photo, not as a file, or skip this.
broadcast-picture-text = Below a picture there is room for { $limit } characters, and the text has { $length }. Please skip the picture; you can shorten the text afterwards and add one then.
broadcast-button-line = Each line needs a few words and then a web address that begins with https://.
broadcast-buttons-many = There is room for 1 to { $limit } buttons.
broadcast-cards-many = There is room for 1 to { $limit } offices or sites here.
broadcast-time-unread = Please write the time like this: 2026-12-01 09:00.
broadcast-time-past = That time is over. Please choose a later one.
broadcast-own = Somebody else has to approve what you wrote.
broadcast-writer-left = Whoever wrote this is no admin any more. Send it back, look at it, and ask for approval yourself.
broadcast-moved-on = This broadcast has moved on meanwhile. Please open it anew with /broadcasts.
broadcast-unknown = There is no such broadcast.

broadcasts-title = Broadcasts
broadcasts-none = There is no broadcast yet. /broadcast writes one.
broadcasts-back = ☰ Broadcasts
broadcast-title = Broadcast { $number } · { $state }
broadcast-state-draft = draft
broadcast-state-waiting = to be approved
broadcast-state-approved = approved
broadcast-state-sending = being sent
broadcast-state-paused = paused
broadcast-state-stopped = stopped
broadcast-state-finished = sent
broadcast-kept = Kept. Please send it to yourself once before you ask for its approval.
broadcast-to = To: { $whom }
broadcast-readers = Readers at present: { $count }
broadcast-at-once = Leaves two minutes after its approval.
broadcast-begins = Leaves { $when }
broadcast-began = Began { $when }
broadcast-ended = Ended { $when }
broadcast-with-picture = With a picture
broadcast-by = Written by { $name }
broadcast-approved-by = Approved by { $name }
broadcast-sent = Sent: { $count } of { $all }
broadcast-left = Left: { $count }
broadcast-blocked = Have blocked the bot or are gone: { $count }
broadcast-failed = Refused by Telegram: { $count }
broadcast-unknown-count = Nobody knows whether it arrived: { $count }
broadcast-rate =
    { $minutes ->
        [one] { $rate } a second, about one minute left
       *[other] { $rate } a second, about { $minutes } minutes left
    }
broadcast-took =
    { $minutes ->
        [one] Took less than a minute.
       *[other] Took { $minutes } minutes.
    }
broadcast-alone = There is nobody who could approve it: a second admin is needed. An admin's invitation comes from “jubao admin invite”.
broadcast-to-me = Send it to me
broadcast-change = ✏️ Change
broadcast-submit = Ask for approval
broadcast-approve = ✅ Approve
broadcast-send_back = Send back
broadcast-pause = ⏸ Pause
broadcast-resume = ▶️ Go on
broadcast-stop = ⏹ Stop
broadcast-discard = Discard
broadcast-stop-ask = End it for good? Whoever has not got it will not get it any more.
broadcast-which-part = What would you like to change?
broadcast-part-scope = Whom it is for
broadcast-part-text = Text
broadcast-part-picture = Picture
broadcast-part-buttons = Buttons
broadcast-part-cards = Numbers to call
broadcast-part-start = When
broadcast-no-more = No more announcements
broadcast-no-more-done = You will get no more announcements. News of your own reports still comes. /settings turns them on again.
notice-broadcast_wanted = A broadcast waits for your approval.
notice-broadcast_moved = Your broadcast has moved on.
notice-broadcast_ended = The broadcast is over.
notice-broadcast_stumbled = Telegram refuses this broadcast as it is, so it stands still. Please look at its picture and its buttons, stop it, and write it anew.
notice-broadcast_lapsed = This broadcast was not sent: whoever wrote or approved it is no admin any more. Look at it and ask for approval anew, or stop it.

## What is followed

settings-announced = Announcements: on
settings-unannounced = Announcements: off
follow-turn-on = 🔔 Turn announcements on
follow-turn-off = 🔕 Turn announcements off
follow-region = Cities
follow-unit = Offices and sites
follow-category = Categories
follow-how = Tap what you would like to hear of. Nobody but you sees it.
mydata-follows = You follow: { $names }
