# Broadcasts: what admins write, and what everybody may do with what they get.

broadcast-scope-ask = Who is it for?
broadcast-locale-ask = Readers of which language?
broadcast-region-ask = Followers of which city?
broadcast-unit-ask = Followers of which office or site? Tap it, or type part of its name, its site address or its code.
broadcast-category-ask = Followers of which category?
broadcast-languages-ask = One text for all, or one in each language?
broadcast-text-ask = What should it say? It is sent exactly as written, without formatting. You can also send a photo with this text as its caption.
broadcast-text_2-ask = What should it say in this language?
broadcast-text_3-ask = What should it say in this language?
broadcast-text_4-ask = What should it say in this language?
broadcast-picture-ask = Do you want a picture above the text? Send it as a photo, or skip this.
broadcast-buttons-ask =
    Do you want buttons that open web pages? Write one per line: first the label, then its https:// address. For example:
    How to report https://example.org/report
broadcast-cards-ask = Do you want phone numbers below the text? Type offices or sites, one per line.
broadcast-start-ask = When should it be sent? Tap a time, or type one: “tomorrow 9:00”, “Friday 18:30”, “2026-12-24 09:00”.
broadcast-repeat-ask = How often?
scope-all = Everybody
scope-locale = Readers of a language
scope-region = Followers of a city
scope-unit = Followers of an office
scope-category = Followers of a category
languages-one = One for all
languages-each = One in each language
start-now = At once
start-hour = In an hour
start-evening = At 18:00
start-tomorrow = Tomorrow 9:00
repeat-once = Once
repeat-daily = Every day
repeat-weekly = Every week
repeat-monthly = Every month

broadcast-picture-wanted = This is not a photo. Please send a photo, not a file. Or skip this.
broadcast-picture-text = With a picture the text can have { $limit } characters; yours has { $length }. Skip the picture for now. You can shorten the text later and then add one.
broadcast-button-line = Each line needs a label and then a web address that begins with https://.
broadcast-buttons-many = You can have 1 to { $limit } buttons.
broadcast-cards-many = You can have 1 to { $limit } offices or sites.
broadcast-time-unread = I did not understand this time. Examples: “tomorrow 9:00”, “in two hours”, “2026-12-24 09:00”.
broadcast-time-past = That time is in the past. Please choose a later one.
broadcast-own = Someone else has to approve what you wrote.
broadcast-writer-left = The person who wrote this is no longer an admin. Send it back, check it, and ask for approval yourself.
broadcast-moved-on = This broadcast has changed. Please open it again with /broadcasts.
broadcast-unknown = I found no such broadcast.

broadcasts-title = Broadcasts
broadcasts-none = There are no broadcasts yet. To write one, send /broadcast.
broadcasts-back = ☰ Broadcasts
broadcast-title = Broadcast { $number } · { $state }
broadcast-state-draft = draft
broadcast-state-waiting = waiting for approval
broadcast-state-approved = approved
broadcast-state-sending = being sent
broadcast-state-paused = paused
broadcast-state-stopped = stopped
broadcast-state-finished = sent
broadcast-kept = Saved. “Change” sets who it is for, when, a picture and more. Send it to yourself once before you ask for approval.
broadcast-to = To: { $whom }
broadcast-readers = Readers now: { $count }
broadcast-at-once = Sent two minutes after approval.
broadcast-begins = To be sent: { $when }
broadcast-began = Started: { $when }
broadcast-ended = Ended: { $when }
broadcast-with-picture = With a picture
broadcast-by = Written by { $name }
broadcast-approved-by = Approved by { $name }
broadcast-sent = Sent: { $count } of { $all }
broadcast-left = Left: { $count }
broadcast-blocked = Blocked the bot or deleted their account: { $count }
broadcast-failed = Refused by Telegram: { $count }
broadcast-unknown-count = Not clear whether it arrived: { $count }
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
broadcast-alone = Nobody can approve it: you need a second admin. To invite one, use “jubao admin invite”.
broadcast-to-me = Send it to me
broadcast-change = ✏️ Change
broadcast-submit = Ask for approval
broadcast-approve = ✅ Approve
broadcast-send_back = Send back
broadcast-pause = ⏸ Pause
broadcast-resume = ▶️ Resume
broadcast-stop = ⏹ Stop
broadcast-discard = Discard
broadcast-stop-ask = Stop it for good? Those who have not received it yet will not receive it.
broadcast-which-part = What would you like to change?
broadcast-part-scope = Who it is for
broadcast-part-text = Text
broadcast-part-picture = Picture
broadcast-part-buttons = Buttons
broadcast-part-cards = Phone numbers
broadcast-part-start = When
broadcast-no-more = No more announcements
broadcast-no-more-done = You will get no more announcements. You still get news of your own reports. You can turn announcements on again in /settings.
notice-broadcast_wanted = A broadcast is waiting for your approval.
notice-broadcast_moved = There is news about your broadcast.
notice-broadcast_ended = Your broadcast has ended.
notice-broadcast_stumbled = Telegram refuses this broadcast, so it is paused. Please check its picture and buttons, stop it, and write it again.
notice-broadcast_lapsed = This broadcast was not sent because its writer or approver is no longer an admin. Check it and ask for approval again, or stop it.

## What is followed

settings-announced = Announcements: on
settings-unannounced = Announcements: off
follow-turn-on = 🔔 Turn announcements on
follow-turn-off = 🔕 Turn announcements off
follow-region = Cities
follow-unit = Offices and sites
follow-category = Categories
follow-how = Tap what you would like to hear about. Only you can see this.
mydata-follows = You follow: { $names }
