# A case's way through the network, and out of it: transfer, referral, taking over, orders.

## What staff are asked

transfer-unit-ask = Which unit should handle it? Tap one, or type part of its name, its site address or its code.
transfer-reason-ask = Why do you transfer it? The reporter reads this as written.
return-reason-ask = Why do you return it? The reporter reads this as written.
refer-authority-ask = Which kind of authority do you refer it to?
refer-name-ask = Which office exactly, and who is your contact there? Internal. If they have an age key (age1…), add it: the case file is encrypted for it.
refer-rule-ask = Which rule is the referral based on?
refer-sent-ask = List what you send along. Internal: the reporter learns only the kind of authority.
refer-along-ask = Do you send the reporter's contact along? You need a custodian's approval for a referral, given within the last day.
appeal_for-reason-ask = What does the reported side ask for, and why? Internal. Please write it down in their words.
order-reason-ask = What should the unit do? Its staff read this as a note.
order-days-ask = By when? The reporter sees the new deadline.

along-no = No, it stays encrypted
along-yes = Yes, a custodian has approved
days-1 = 1 working day
days-2 = 2 working days
days-3 = 3 working days
days-5 = 5 working days

authority-police = the police
authority-market = market supervision
authority-copyright = the copyright office
authority-culture = the office for culture and tourism
authority-telecom = the telecommunications authority
authority-finance = financial supervision
authority-court = a court or the procuratorate
authority-other = another competent authority

## The card

accept-moved-up = The first unit cannot handle this kind of report, so the unit above handles it now.
staff-handed-on = ✅ { $number } is now with { $unit }.
staff-card-closed = You can no longer read case { $number }: another office has it now, or your role has changed. Your work on it is kept.
staff-way = Route
staff-hop-transfer = transferred
staff-hop-return = returned
staff-hop-common_parent = passed on too often: now with the unit above both
staff-hop-take_over = taken over
staff-hop-retired = the unit was closed
staff-hop-category = this category belongs to a higher unit
staff-referral = Referred to
staff-referral-identity = 🔓 The contact was sent along.
staff-message-affected = ⚖️ Appeal by the reported side

## News to staff

notice-case_came = 📥 { $number } has come to your unit.
notice-order = 📣 The unit above has sent { $number } back with an order. See the notes.
notice-taken_from_you = ⬆️ The unit above has taken { $number } over.

## News to reporters

notice-transferred =
    { $how ->
        [return] Your report has gone back to { $unit }. That office will answer you.
        [common_parent] Your report was passed on several times. The office above them will handle it now and answer you: { $unit }.
        [category] { $unit } handles this kind of report. That office will answer you.
       *[other] Your report has been passed to { $unit }. That office will answer you.
    }
notice-taken_over = Your report was late, so { $unit } has taken it over. That office will answer you.
notice-ordered = Your report was late. The office above has ordered { $unit } to deal with it.
notice-referred = Your report has been passed to { $authority }. The office stays in touch with them and will tell you what it hears.
due-word = The office will write to you again by { $due }.

## Refusals

transfer-nowhere = It cannot go there. Please choose another active unit.
transfer-below =
    { $unit } cannot handle this. “{ $kind }” reports go { $level ->
        [province] only to the province
       *[city] to a city or the province, never to a site
    }. Please choose another unit.
transfer-bounced = This case has gone back and forth too often. Your unit is above both, so the case stays here. You can order the other unit to act, or decide it yourself.
transfer-unit-unknown = I found no such unit. Tap one, or type part of its name, its site address or its code.
transfer-unit-several = { $count } units match. Please type a little more.
refusal-return = You can return a case once, and only if it was transferred to your unit.
refusal-return-below = You cannot return it: the first unit cannot handle this kind of report.
refusal-order-below = The unit that has this case can no longer handle this kind of report. Please take it over.
refusal-not-late = You can take over or order only a case that is overdue and was passed up.
refer-key-bad = The key that begins with age1 has a mistake. Please copy it again in one piece, or leave it out.
refer-identity = You can send the contact along only if a custodian approved it for a referral within the last day. Tap “Request contact” first, or choose No.
