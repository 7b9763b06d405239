# A reporter's contact: asked for with a reason, opened by a custodian, shown for ten minutes.

verb-show_identity = Show contact

## The request, on the card and by itself

custody-title = 🔐 A reporter's contact · { $number }
custody-for = Needed { $purpose }
custody-state-waiting = 🔐 Contact requested; waiting for a custodian
custody-state-granted = 🔐 A custodian has opened the contact
custody-state-refused = 🔐 The contact stays closed
custody-state-lapsed = 🔐 Nobody answered the request in time
custody-may-show =
    { $count ->
        [one] You can view it once more, until { $until }.
       *[other] You can view it { $count } times, until { $until }.
    }
custody-why-not = The custodian writes:
custody-yes = Yes, open it
custody-no = No
custody-entry = { $number } · { $alias }
custody-list = Requests waiting for you
custody-list-empty = ✅ No requests are waiting for you.
purpose-contact = to reach the reporter
purpose-referral = to send it along with a referral

## What is asked before

ask_identity-which-ask = Which report is it about? Tap one, or type its alias.
ask_identity-purpose-ask = What do you need the contact for?
ask_identity-reason-ask = Why do you need it? A custodian reads this and decides. Please write only what is needed about the reporter.
answer_identity-reason-ask = Why does the contact stay closed? The person who asked will read this.

## The contact itself

custody-of = 🔐 { $number } · Reporter { $alias }
custody-field-name = Name
custody-field-phone = Phone
custody-field-email = Email
custody-field-account = Account
custody-field-words = As it was written
custody-wiped-soon = This message is deleted after { $minutes } minutes. Please keep no copy.
custody-comes = The contact comes in the next message, which is deleted after { $minutes } minutes. Every view is logged.

## News

notice-identity_wanted = 🔐 Someone asks you to open a reporter's contact.
notice-identity_granted = 🔐 { $number }: a custodian has opened the contact of reporter { $alias } for you.
notice-identity_refused = 🔐 { $number }: the contact of reporter { $alias } stays closed. See the reason below.
notice-identity_lapsed = 🔐 { $number }: nobody answered your request within 7 days. You can ask again.
notice-identity_uncertain = ⚠️ { $number }: I am not sure that the contact reached this chat. If you see it, please delete that message yourself; I cannot. If not, you can view it again.
notice-identity_not_wiped = ⚠️ { $number }: I could not delete the message with the contact. Please delete it yourself.
notice-identity_digest = 🔐 Requests for contacts · { $unit }
custody-digest-days = Since { $since }
custody-digest-row = { $name }: { $asked } requested, { $granted } opened, { $refused } refused, { $shown } viewed

## Refusals

custody-no-contact = No reporter of this case has left a contact that could be opened.
custody-no-custodian = Nobody can decide this yet. An admin can name custodians of identities with /grant.
custody-waiting = You have already asked for this contact. Please wait for a custodian's answer.
custody-quota = You can ask for { $limit } contacts a day. You can ask again after { $opens_at }.
custody-unknown = I found no such request among those you can see.
custody-own = You cannot answer your own request. Someone else has to.
custody-answered = This request has already been answered.
custody-over = You can no longer view this contact: it was viewed three times, its day is over, or it has been deleted. You can ask again.
custody-gone = The contact has been deleted.
report-choice-gone = This case has just changed. Please open it again.

## Custodians

command-identities = Requests for a reporter's contact
custodian-people = Custodians of identities
custodian-invite = ➕ Custodian of identities
custodian-what = They decide whether a reporter's contact is opened. This role shows them no cases.
custodian-invited =
    Invitation: { $role }.
    Send this link to one person. It works once, until { $until }.
custodian-dismiss-ask = Remove { $name } as custodian of identities?
custodian-joined-next = Thank you. You are named as custodian of identities. A second admin, or another custodian, now has to confirm it. You will get a message then.
custodian-waits = ⏳ { $name }: named by { $by }, not confirmed yet
custodian-confirm = ✅ Confirm { $name }
custodian-confirmed = Confirmed. Everyone concerned gets a message.
custodian-second = Someone else has to confirm this: neither the admin who named the custodian, nor the custodian.
custody-too-new = You became a custodian only a short time ago. You can answer requests from { $opens_at }.
notice-custodian_named = 🔐 { $by } has named { $name } as custodian of identities. A second admin, or a custodian, has to confirm it. Please ask the person first if you are not sure.
notice-custodian_confirmed = 🔐 New custodian of identities: { $name }, confirmed by { $by }. This person can open contacts from { $since }. Please say so if this is a mistake: /revoke removes a custodian.
notice-custodian_dismissed = 🔐 { $name } is not a custodian of identities. Decided by { $by }.
notice-contact_opened = 🔐 { $number }: { $by } has opened the contact of a reporter for { $name }.

## Roles

authority-operator = the operator
notice-role_given = 👤 { $name } is now { $role } of { $unit }. Given by { $by }.
notice-role_given-everywhere = 👤 { $name } is now { $role }. Given by { $by }.
notice-role_given-until = As a deputy, until { $until }.
