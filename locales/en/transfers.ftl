# A case's way through the network, and out of it: transfer, referral, taking over, orders.

## What staff are asked

transfer-unit-ask = Who is to see to it? Tap a unit, or type a part of its name, its host or its code.
transfer-reason-ask = Why does it go there? The reporter reads this as written.
return-reason-ask = Why does it go back? The reporter reads this as written.
refer-authority-ask = To which kind of authority does it go?
refer-name-ask = Which office exactly, and whom did you reach there? Internal.
refer-rule-ask = On which rule does the referral stand?
refer-sent-ask = List what was sent along. Internal: the reporter learns only the kind of authority.
refer-along-ask = Does the reporter's contact go along? Only with a custodian's yes, given for a referral within the last day.
appeal_for-reason-ask = What does the affected side ask for, and why? Internal: write down what they wrote or said.
order-reason-ask = What is the unit to do? Its staff read this as a note.
order-days-ask = By when? The reporter sees the new time.

along-no = No, it stays sealed
along-yes = Yes, with the custodian's yes
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

accept-moved-up = Reports of this kind are not for the unit that had it, so the unit above sees to it now.
staff-handed-on = ✅ { $number } is with { $unit } now.
staff-way = Way
staff-hop-transfer = transferred
staff-hop-return = sent back
staff-hop-common_parent = bounced too often: the common unit above has it
staff-hop-take_over = taken over
staff-hop-retired = the unit was closed
staff-hop-category = its category goes to a higher unit
staff-referral = Referred to
staff-referral-identity = 🔓 The contact went along.
staff-message-affected = ⚖️ Appeal of the affected side

## News to staff

notice-case_came = 📥 { $number } has come to your unit.
notice-order = 📣 The unit above sends { $number } back with an order: see the notes.
notice-taken_from_you = ⬆️ The unit above has taken { $number } over.

## News to reporters

notice-transferred =
    { $how ->
        [return] Your report has gone back to { $unit }, which answers for it now.
        [common_parent] Several offices have passed your report on, so the office above them has it now and answers for it: { $unit }.
        [category] Reports of this kind are for { $unit }, which has yours now and answers for it.
       *[other] Your report has been passed to { $unit }, which answers for it now.
    }
notice-taken_over = Your report was late. { $unit } has taken it over and answers for it now.
notice-ordered = Your report was late. The office above has told { $unit } to see to it.
notice-referred = Your report has been passed to { $authority }. The office stays in touch with it and tells you what it hears.
due-word = You hear from the office again by { $due }.

## Refusals

transfer-nowhere = It cannot go there: choose another unit that is at work.
transfer-below =
    { $unit } cannot have this. Reports of the kind “{ $kind }” go { $level ->
        [province] to the province only
       *[city] to a city or the province, never to a site
    }. Please choose another unit.
transfer-bounced = This case has gone back and forth often enough. Your unit is above both sides, so it stays here; you can order the other unit instead, or decide it.
transfer-unit-unknown = I found no such unit. Tap one, or type a part of its name, its host or its code.
transfer-unit-several = { $count } units fit that. Please type a little more of the name.
refusal-return = A case is sent back once, by the unit it was transferred to.
refusal-return-below = It cannot go back: the unit that it came from may not have reports of this kind.
refusal-order-below = The unit that has it may not have reports of this kind any more. Please take it over.
refusal-not-late = Only a case that is late and was passed up can be taken over or ordered on.
refer-identity = The contact goes along only with a custodian’s yes for a referral, given within the last day. Press “Request contact” first, or choose No.
