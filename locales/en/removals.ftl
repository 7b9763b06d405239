# Removal requests: what a site or provider is asked for, its answer, and what a person saw.

## What staff are asked

measures-addressee-ask = Whom do you ask? Tap one, or type a unit or provider: part of its name, its site address or its code.
measures-told-ask = Whom do you tell by phone? For example the company and the person. Only colleagues see this.
measures-what-ask = What do you ask for?
measures-length-ask = For how many days? Tap a number, or type it.
measures-targets-ask = Which addresses? Tap “All of them”, or type their numbers, such as 1, 3.
measures-rule-ask = Which rule does the content break?
measures-facts-ask = What did you find? Whoever is asked reads this; reporters do not. Please write nothing about who reported it.
measures-send-ask = This is what you ask for. Send it?
removal_answer-partly-ask = What is done, and what is not? Of several addresses, say which: “1 is gone, 2 is not”. The office that asks reads this.
removal_answer-reason-ask = Why not? The office that asks reads your reason.
removal_order-reason-ask = What do you order, and why? The people of the site read this.
removal_order-days-ask = By when?
decide-seen_gone-ask = Who saw that it is gone? Tap the button, or type who it was: name and post. Only colleagues see this.
change-seen_gone-ask = Who saw that it is gone? Tap the button, or type who it was: name and post. Only colleagues see this.
seen_gone-self = I saw it myself
staff-seen-gone = Seen gone by: { $name }

addressee-phone = Told by phone
what-remove = Remove it
what-restrict = Restrict it
what-label = Label it
what-warn = Warn the account
what-mute = Mute the account
what-suspend = Suspend the account
what-close_account = Close the account
what-preserve = Preserve it
length-14 = 14 days
targets-all = All of them

removal-whom-unknown = I know no such unit or provider. Please check it, or tap “Told by phone”.
removal-whom-several =
    { $count ->
        [one] One fits. Please type more of its name.
       *[other] { $count } fit. Please type more of the name.
    }
removal-whom-gone = This unit or provider can no longer be asked. Please choose another.
removal-targets-unknown =
    { $count ->
        [one] Please tap “All of them”.
       *[other] Please tap “All of them”, or type numbers from 1 to { $count }.
    }
removal-targets-gone = The addresses you chose have been withdrawn meanwhile. Please start again.
removal-days-unknown = Please type a number of days from 1 to { $most }.
removal-too-many = This case has { $most } requests, which is the limit.

## A request

removal-somebody = somebody by phone
removal-for-days =
    { $count ->
        [one] { $what } for 1 day
       *[other] { $what } for { $count } days
    }
removal-to = Asked: { $name }
removal-hosts-unknown = ⚠️ { $name } is not known to run { $hosts }. Please check whom you ask.
removal-from = By: { $unit }
removal-until = answer by { $until }
removal-late-since = ⏰ was due { $until }
removal-back =
    { $count ->
        [one] 🔁 It came back once.
       *[other] 🔁 It came back { $count } times.
    }
removal-addresses =
    { $count ->
        [one] Where it is:
       *[other] Where it is ({ $count }):
    }
removal-addresses-more = … and { $count } more
removal-addresses-hidden =
    { $count ->
        [one] One address. It is hidden: please do not open or save the content.
       *[other] { $count } addresses. They are hidden: please do not open or save the content.
    }
removal-rule = Rule: { $rule }
removal-facts = Finding
removal-order = Order of the unit above
removal-of-case = Removal requests

removal-state-asked = ⏳ Asked
removal-state-late = ⏰ No answer yet
removal-state-to_check = 👁 To be looked at
removal-state-settled = Settled
removal-answer-done = ✅ Done, says the answer
removal-answer-partly = ◐ Partly done, says the answer
removal-partly = What is done, and what is not
removal-answer-refused = ⛔ Refused
removal-answer-none = ⏰ No answer in time
removal-check-gone = ✅ Seen gone
removal-check-still_there = ❌ Seen still there
removal-check-changed = ✏️ Seen changed

removal-button-done = Done
removal-button-partly = Partly
removal-button-refused = Refused
removal-look-gone = Gone
removal-sure-gone =
    { $count ->
        [one] Did you see yourself that it is gone?
       *[other] Did you see yourself that all { $count } addresses are gone?
    }
removal-sure-still_there = Did you see yourself that it is still there? It is asked for again.
removal-sure-changed = Did you see yourself that it was changed, and not removed?
removal-sure-back = Is it back? Then its removal is asked for again.
removal-will-hear-gone = It was removed, the office has looked.
removal-will-hear-still_there = It is still there, the office has asked again.
removal-will-hear-changed = It was changed, not removed.
removal-will-hear-back = It is back, the office has asked again.
removal-yes-gone = Yes, gone
removal-yes-still_there = Yes, still there
removal-yes-changed = Yes, changed
removal-yes-back = Yes, it is back
removal-sure-no = No
removal-look-still_there = Still there
removal-look-changed = Changed
removal-show-addresses = Show addresses
removal-letter = Letter
removal-which-buttons = First row: what the site has answered. Second row: what you saw yourself.
removal-open = Request: { $name }
verb-removal_answer = Answer a request
verb-removal_order = Order
verb-removal_check = Look again
verb-back = It is back

removal-note-done = Noted: done. The office that asks will look.
removal-note-partly = Noted: partly done. The office that asks will look.
removal-note-refused = Noted: refused. The unit above is told.
removal-note-ordered = Ordered. It is asked again.
removal-note-gone = Noted: gone.
removal-note-still_there = Noted: still there. It is asked again.
removal-note-back = Noted: it is back. Its removal is asked for again. Was that a mistake? Then tap “Gone”: reporters are told that it is gone.
removal-note-changed = Noted: changed.

## The list

command-measures = Removal requests: open, late, to be looked at
measures-by = Removal requests
measures-by-empty = No request is open.
measures-check = 👁 To look at
measures-check-empty = No content is waiting for somebody to look whether it is gone.
measures-to_do = 📮 Asked of us, not done yet
measures-to_do-empty = Nothing that your units are asked for is still to be done.
measures-of = Asked of us
measures-of-empty = Nothing is asked of your units.
measures-back = All requests

## News to staff

notice-removal_asked-asked = 📨 { $number }: something is asked of your site. Please answer with one of the buttons.
notice-removal_asked-reminded = ⏳ { $number }: half of the time to answer is over.
notice-removal_asked-ordered = ❗ { $number }: the unit above orders you to do this.
notice-removal_asked-still_there = ❌ { $number }: it is still there. You are asked again.
notice-removal_asked-back = 🔁 { $number }: it is back. You are asked again.
notice-removal_asked-new_time = 🗓 { $number }: the time to answer has changed, by other working days or hours, or a clock that was wrong. Here is the right one.
notice-removal_asked-settled = { $number } is settled: you are no longer asked.
notice-removal_news = 📨 { $number }: there is news about this request.
notice-removal_stuck = ⛔ { $number } was refused or not answered. Please decide what follows.

## Reporters

notice-acting-rule = The office has looked at it. It may break a rule.
removal-the-site = the site
removal-told-asked = The office has asked { $site } to remove it, by { $until }.
removal-told-asked-other = The office has asked { $site } for measures, by { $until }.
removal-told-asking = The office is asking { $site } to remove it, by { $until }. The letter is still on its way.
removal-told-asking-other = The office is asking { $site } for measures, by { $until }. The letter is still on its way.
notice-removal_told =
    { $news ->
        [done]
            { $days ->
                [0] It was removed on { $day }, the same day, says { $site }. The office will look.
                [one] It was removed on { $day }, after 1 day, says { $site }. The office will look.
               *[other] It was removed on { $day }, after { $days } days, says { $site }. The office will look.
            }
        [gone]
            { $days ->
                [0] It was removed on { $day }, the same day. Someone at the office has looked.
                [one] It was removed on { $day }, after 1 day. Someone at the office has looked.
               *[other] It was removed on { $day }, after { $days } days. Someone at the office has looked.
            }
        [passed_up] What the office asked for was refused, or not done in time. It has been passed up to { $site }.
        [stuck] What the office asked for was refused, or not done in time. The office decides what follows.
        [not_done] { $site } has changed its answer: what the office asked for was not done, or not all of it. The office goes on.
        [now_refused] { $site } has changed its answer: it refuses what the office asked for. The office decides what follows.
        [changed] The office has looked: it was changed, not removed. The office decides what follows.
        [changed_other] The office has looked: it was changed. The office decides what follows.
        [still_there] The office has looked: it is still there. It has asked again.
        [still_there_asks] The office has looked: it is still there. It is asking again; the letter is still on its way.
        [back] It is back. The office has asked again for its removal.
        [back_asks] It is back. The office is asking again for its removal; the letter is still on its way.
       *[other] What the office asked for has been done.
    }
removal-told-by = Answer by { $until }.
standing-said-removed = The site says that it was removed on { $day }. The office will look.
standing-removed = The content was gone on { $day }.

## Refusals

removal-unknown = I found no such request among those you can see.
removal-moved-on = Someone has changed this request just now. Here is how it stands.
removal-not-now = This is not possible now: the request is in another state.
removal-not-removed = This case was not closed as removed.
removal-back-already = Its removal is already being asked for again.
refusal-unproven-removed = “Removed” needs a removal request that was answered “Done”, or that someone saw it gone. Did the unit remove it itself? Then choose “Removed by the unit itself”.
refusal-unproven-provider_refused = “Provider refused” needs a request that was refused or not answered in time.
