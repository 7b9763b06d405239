# The network of units, as admins see and change it.

## The list

units-title = Units · page { $page } of { $pages }
units-add = ➕ New unit
units-before = ‹ Previous
units-retired = No longer active
units-people = 👤 { $count }
units-nobody = no people
level-province = Province
level-city = City
level-site = Site

## A unit's card

units-line = { $name }: { $value }
units-is-retired = 🚫 No longer active
units-masked = { $mail } (masked: shown, but we send no email to it)
units-no-group = Group: none
units-group = Group: connected
units-group-topics = Group: connected, one topic per case
units-counts = People: { $people } · open cases: { $cases }
units-back = ☰ Units
units-people-of = People
units-on-call = On call
units-retire = Retire
units-restore = Reactivate
units-retire-ask =
    { $count ->
        [0] Retire { $unit }? It has no open cases. It will get no new reports, and old cases can still be read.
        [one] Retire { $unit }? Its open case goes to { $to } now, and the reporter is told.
       *[other] Retire { $unit }? Its { $count } open cases go to { $to } now, and the reporters are told.
    }
units-retire-surely = Yes, retire
units-back-to-card = ‹ Back

unit-field-level = Level
unit-field-parent = Unit above
unit-field-names = Names
unit-field-area = Area
unit-field-phone = Phone
unit-field-email = Email
unit-field-email_masked = Email masked, gets no mail
unit-field-website = Website
unit-field-hosts = Site addresses
unit-field-clock = Own deadlines
unit-field-off = Days off
unit-field-on = Extra working days

clock-accept_days = Accept (working days)
clock-word_days = Message to the reporter (working days)
clock-close_days = Result (working days)
clock-hard_days = Hard limit (working days)
clock-referral_days = News of a referral (days)
clock-longest_months = Longest at an authority (months)
clock-danger_hours = Danger to life (hours)
clock-removal_hours = Answer to a removal request (hours)
clock-appeal_days = Appeal (working days)
clock-needs_info_days = Reporter's answer (days)
clock-needs_info_reminder_days = Reminder to the reporter (days)
clock-draft_days = Unfinished report kept (days)
clock-draft_reminder_days = Reminder of an unfinished report (days)

## Questions

units-new = New unit
units-now = Now: { $value }
units-leave-empty = Leave empty
units-names-order = In this order: { $languages }. Now:
units-clock-usual = Usual: { $count }
units-clock-own = Here: { $count }

unit-code-ask = Choose a short code for links: lower-case Latin letters, digits and hyphens, such as hn-news. You cannot change it later.
unit-level-ask = Which level is it?
unit-parent-ask = Which unit is above it? Tap one, or type its code or part of its name.
unit-names-ask = What is its name? Write one line for each language.
unit-area-ask = Which area does it cover? Write it as people there call it.
unit-phone-ask = What is its published phone number? Short numbers and extensions are fine.
unit-email-ask = What is its published email address? An address with stars is shown, but we send no email to it.
unit-website-ask = What is the address of its website?
unit-hosts-ask = Which site addresses belong to it? Type them all, with spaces between them. example.cn also covers www.example.cn and everything below. The new list replaces the old one.
unit-clock-ask = Which deadline is different here?
unit-time-ask = How many? Type a number. Leave it empty for the usual deadline.
unit-off-ask = On which extra days is it closed? For example 2026-12-31 or 2026-12-31..2027-01-02. The new list replaces the old one.
unit-on-ask = On which days is it open although the general calendar says it is closed? The new list replaces the old one.
unit-save-ask = Do you want to save these changes? Everyone sees them at once; a new phone, email or website once a second admin has confirmed it.
save-yes = Save

## What came of it

unit-saved = ✅ Saved.
unit-added = ✅ The unit is active. Next, invite its people.
unit-unchanged = Nothing has changed.
unit-changed-meanwhile = Someone else has just changed this unit. Here is its current state. Your changes were not saved.
unit-retired = 🚫 Retired. Its open cases go to the unit above.
unit-restored = ✅ Active again.

## Refusals

unit-bad-code = This code cannot be used. Use lower-case Latin letters, digits and hyphens, at most { $most }. Begin with a letter.
unit-code-taken = There is already a unit { $code }. A code is never used twice because old cases refer to it.
unit-bad-phone = This does not look like a phone number. Examples: 0731-82688060, 12377 or 0731-82688060 ext. 12. Up to three, with a comma between; no other words, such as working hours.
unit-phone-two = These are two numbers: { $phone }. Please put a comma between them.
unit-phone-zero = Is the 0 of the area code missing? Write it like { $phone }. A number abroad begins with + and its country.
unit-phone-plus = Is the + before the country code missing? Write it like { $phone }.
unit-phone-area = { $area } is an area code only. Write it together with its number, like { $phone }.
unit-phone-mobile = { $phone } begins like a mobile number, but has { $count } digits instead of 11. Please compare it with the published number.
unit-phone-thousands = Is this one number? Then write { $phone }, without commas. Put 、 or ; between several numbers.
unit-bad-mail = This does not look like an email address. Write one, like name@example.cn. The part before @ has Latin letters, digits and . _ - only.
unit-mail-domain = No mail can reach “{ $domain }”. Please check what stands after @: it ends like .cn or .com, and nothing follows it.
unit-bad-host = This is not a site address: { $host }. Write it like example.cn, without a path.
unit-host-page = { $host } is one page of { $site }. A site address stands for the whole site: your unit would get every report about { $site }. Write { $site } only if all of it is yours. Else leave it out here; the page can be the unit's website.
unit-host-number = { $host } begins like the number of a list. Leave the number out: { $rest }. If it belongs to the address, write https://{ $host }.
unit-host-two = { $host } looks like two site addresses. Put a space between them. If it is one, write https://{ $host }.
unit-host-www = { $host } has www in its middle, like two site addresses in one. Put a space between them.
unit-many-hosts = You can enter at most { $most } site addresses.
unit-host-taken = { $host } already belongs to { $unit }.
unit-host-taken-meanwhile = One of these site addresses now belongs to another active unit.
unit-bad-website = This is not a web address. Write one address and nothing else, without spaces or Chinese punctuation, like https://example.cn/.
unit-bad-day = This is not a date: { $day }. Write it like 2026-12-31.
unit-many-days = You can enter at most { $most } days.
unit-day-twice = { $day } cannot be both a day off and a working day.
unit-bad-time = Please type a whole number from 1 to { $most }.
unit-clock-order = “{ $earlier }” would end after “{ $later }”.
unit-clocks-unfit = With this, a deadline would end after one that comes later. Please look at the unit's other deadlines first.
unit-names-lines = Please write { $count } lines, one for each language.
unit-name-taken = Another unit already has the name { $name }.
unit-parent-unknown = I found no active unit of a higher level with this code or name.
unit-parent-several = Several units match. Please type more of the name, or the code.
unit-parent-unfit = The unit above must be active and of a higher level. A province has none.
unit-level-unfit = This level does not fit: units of the same or a higher level are below it, or it is the last province.
unit-last-province = This is the last province. Reports that belong to no other unit go there.
unit-has-below = There are active units below it: { $units }. Move them to another unit first, or retire them.
unit-retired-already = This unit is already retired.
unit-at-work-already = This unit is already active.

## News

verb-retire = Unit retired
notice-unit_retired = The office that had your report has closed. { $unit } has it now and will answer you.
notice-cases_came =
    { $count ->
        [one] 📥 { $start } is no longer active. 1 of its open cases came to { $unit }: /queue
       *[other] 📥 { $start } is no longer active. { $count } of its open cases came to { $unit }: /queue
    }

# The choice of a unit by a command.
unit-pick-which = Which unit?
unit-pick-none = No unit fits “{ $word }”. Please choose one:
unit-pick-how = You can also send the command with part of the name, pinyin, the site address or the code:
