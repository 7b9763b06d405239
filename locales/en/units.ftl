# The network of units, as admins see and change it.

## The list

units-title = Units · page { $page } of { $pages }
units-add = ➕ New unit
units-before = ‹ Before
units-retired = No longer at work
units-people = 👤 { $count }
units-nobody = nobody here
level-province = Province
level-city = City
level-site = Site

## A unit's card

units-line = { $name }: { $value }
units-is-retired = 🚫 No longer at work
units-masked = { $mail } (masked: shown, never written to)
units-no-group = Group: none
units-group = Group: connected
units-group-topics = Group: connected, one topic per case
units-counts = People: { $people } · open cases: { $cases }
units-back = ☰ Units
units-people-of = People
units-on-call = On call
units-retire = Retire
units-restore = Back to work
units-retire-ask =
    { $count ->
        [0] Retire { $unit }? It has no open cases. Links and routing pass it over; what was there before stays readable.
        [one] Retire { $unit }? Its open case goes to { $to } now, and its reporter is told.
       *[other] Retire { $unit }? Its { $count } open cases go to { $to } now, and their reporters are told.
    }
units-retire-surely = Yes, retire
units-back-to-card = ‹ Back

unit-field-level = Level
unit-field-parent = Above
unit-field-names = Names
unit-field-area = Area
unit-field-phone = Phone
unit-field-email = Mail
unit-field-website = Website
unit-field-hosts = Hosts
unit-field-clock = Own clocks
unit-field-off = Days off
unit-field-on = Days on

clock-accept_days = Accept (working days)
clock-word_days = Personal word (working days)
clock-close_days = Result (working days)
clock-hard_days = Hard limit (working days)
clock-referral_days = Word on a referral (days)
clock-longest_months = Longest with an authority (months)
clock-danger_hours = Danger to life (hours)
clock-appeal_days = Appeal (working days)
clock-needs_info_days = Reporter’s answer (days)
clock-needs_info_reminder_days = Reminder to the reporter (days)
clock-draft_days = Draft kept (days)
clock-draft_reminder_days = Reminder of a draft (days)

## Questions

units-new = New unit
units-now = Now: { $value }
units-leave-empty = Leave empty
units-names-order = In this order: { $languages }. Now:
units-clock-usual = Usual: { $count }
units-clock-own = Here: { $count }

unit-code-ask = A short code for links, in Latin letters: lower case, digits and hyphens, such as hn-news. It stays for ever.
unit-level-ask = Which level?
unit-parent-ask = Which unit stands above it? Tap one, or type its code or a part of its name.
unit-names-ask = What is it called? One line for each language.
unit-area-ask = Which area does it stand for, as people there say it?
unit-phone-ask = Its phone number as it is published; short numbers and extensions, too.
unit-email-ask = Its mail address as it is published. One with stars in it is shown and never written to.
unit-website-ask = The address of its website.
unit-hosts-ask = Which hosts are its own? Type them with spaces between, all of them: example.cn also covers www.example.cn and all below. They replace those it has now.
unit-clock-ask = Which clock runs otherwise here?
unit-time-ask = How many? Type a number, or leave it empty for the usual time.
unit-off-ask = On which days is it closed, besides the calendar of all? Such as 2026-12-31 or 2026-12-31..2027-01-02. They replace those it has now.
unit-on-ask = On which days is it open although the calendar of all says otherwise? They replace those it has now.
unit-save-ask = This is going to change. Everybody sees it at once.
save-yes = Save

## What came of it

unit-saved = ✅ Saved.
unit-added = ✅ The unit is at work. Invite its people next.
unit-unchanged = Nothing is different.
unit-changed-meanwhile = Somebody has changed this unit meanwhile: here is how it stands now. Nothing of yours was saved.
unit-retired = 🚫 Retired. Its open cases go to the unit above.
unit-restored = ✅ Back to work.

## Refusals

unit-bad-code = This is no code. Lower-case Latin letters, digits and hyphens, at most { $most }, beginning with a letter.
unit-code-taken = There is a unit { $code } already. A code is never used twice, for old cases name it.
unit-bad-phone = This does not look like a phone number. Such as 0731-82688060, 12377 or 0731-82688060 ext. 12.
unit-bad-mail = This does not look like a mail address.
unit-bad-host = This is no host: { $host }. Such as example.cn, without a path.
unit-many-hosts = At most { $most } hosts.
unit-host-taken = { $host } belongs to { $unit } already.
unit-host-taken-meanwhile = One of its hosts belongs to another unit at work by now.
unit-bad-website = This is no web address.
unit-bad-day = This is no day: { $day }. Such as 2026-12-31.
unit-many-days = At most { $most } days.
unit-day-twice = { $day } cannot be a day off and a day on at once.
unit-bad-time = Type a whole number from 1 to { $most }.
unit-clock-order = “{ $earlier }” would end after “{ $later }”.
unit-clocks-unfit = With this, a clock would end after one that comes later. Please look at the unit’s other clocks first.
unit-names-lines = I need { $count } lines, one for each language.
unit-name-taken = Another unit is called { $name } already.
unit-parent-unknown = No unit of a higher level that is at work has this code or name.
unit-parent-several = Several units have this in their name. Please type more of it, or the code.
unit-parent-unfit = The unit above must be at work and of a higher level; a province has none.
unit-level-unfit = This level does not fit: units of the same level or a higher one are below it, or it is the last province.
unit-last-province = This is the last province: what belongs to nobody else goes there.
unit-has-below = Units below it are at work: { $units }. Put them below another unit first, or retire them.
unit-retired-already = This unit is retired.
unit-at-work-already = This unit is at work.

## News

verb-retire = Unit retired
notice-unit_retired = The office that had your report is no longer at work. { $unit } has it now and answers for it.
notice-cases_came =
    { $count ->
        [one] 📥 1 open case of { $start } came to { $unit }, for that unit is no longer at work: /queue
       *[other] 📥 { $count } open cases of { $start } came to { $unit }, for that unit is no longer at work: /queue
    }
