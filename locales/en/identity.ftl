# A reporter's contact: asked for with a reason, opened by a custodian, shown for ten minutes.

verb-show_identity = Show contact

## The request, on the card and by itself

custody-title = 🔐 Contact wanted · { $number }
custody-for = Wanted { $purpose }
custody-state-waiting = 🔐 Contact asked for; waiting for a custodian
custody-state-granted = 🔐 Contact opened by a custodian
custody-state-refused = 🔐 Contact stays closed
custody-state-lapsed = 🔐 The request was not answered in time
custody-may-show =
    { $count ->
        [one] Can be shown once more, until { $until }.
       *[other] Can be shown { $count } times, until { $until }.
    }
custody-why-not = The custodian writes:
custody-yes = Yes, open it
custody-no = No
custody-entry = { $number } · { $alias }
custody-list = Requests that wait for your word
custody-list-empty = ✅ No request is waiting for you.
purpose-contact = to reach the reporter
purpose-referral = to go along with a referral

## What is asked before

ask_identity-which-ask = Which report is it about? Tap it, or type its alias.
ask_identity-purpose-ask = What is the contact needed for?
ask_identity-reason-ask = Why is it needed? A custodian reads this and decides. Please write nothing about the reporter that is not needed.
answer_identity-reason-ask = Why does the contact stay closed? Whoever asked reads this.

## The contact itself

custody-of = 🔐 { $number } · Reporter { $alias }
custody-field-name = Name
custody-field-phone = Phone
custody-field-email = Mail
custody-field-account = Account
custody-field-words = As it was written
custody-wiped-soon = This message is deleted after { $minutes } minutes. Please keep no copy.
custody-comes = It comes as a message of its own, which is deleted after { $minutes } minutes. Each showing is written in the journal.

## News

notice-identity_wanted = 🔐 Somebody asks you to open a reporter’s contact.
notice-identity_granted = 🔐 { $number }: a custodian has opened the contact of reporter { $alias } to you.
notice-identity_refused = 🔐 { $number }: the contact of reporter { $alias } stays closed. The reason is below.
notice-identity_lapsed = 🔐 { $number }: nobody answered your request within 7 days. You can ask again.
notice-identity_uncertain = ⚠️ { $number }: I cannot tell whether the contact has reached this chat. If you see it, please delete that message yourself; I cannot. If not, you can have it shown again.
notice-identity_not_wiped = ⚠️ { $number }: I could not delete the message with the contact. Please delete it yourself.
notice-identity_digest = 🔐 Contacts asked for · { $unit }
custody-digest-days = Since { $since }
custody-digest-row = { $name }: { $asked } asked, { $granted } opened, { $refused } refused, { $shown } shown

## Refusals

custody-no-contact = No reporter of this case has left a contact that could be opened.
custody-no-custodian = There is nobody who could decide about this yet. An admin appoints custodians of identities with /grant.
custody-waiting = You have asked for this contact already. A custodian has still to answer.
custody-quota = You have asked for { $limit } contacts within a day. The next request can be made from { $opens_at } on.
custody-unknown = No such request is found among those you may see.
custody-own = You cannot answer your own request: somebody else has to.
custody-answered = This request has been answered already.
custody-over = This contact can no longer be shown: it was shown three times, its day is over, or it is no longer kept. You can ask again.
custody-gone = The contact is no longer kept.
report-choice-gone = Something has changed in this case meanwhile. Please open it again.

## Custodians

command-identities = Requests to open a reporter's contact
custodian-people = Custodians of identities
custodian-invite = ➕ Custodian of identities
custodian-what = They decide whether a reporter’s contact is opened. They see no cases by that.
custodian-invited =
    Invitation: { $role }.
    Send this link to one person. It works once, until { $until }.
custodian-joined-next = When somebody asks to see a reporter’s contact, you are asked here. /identities shows what waits for your word.
custodian-dismiss-ask = { $name } is to be a custodian of identities no longer?
