# Searching among cases. What staff type may stand in any order and in any language.

search-title = 🔎 Search
search-how = Type what you look for after /search, in any order: { $example }
search-example = example.org closed fraud >30d
search-everything = All cases
search-none = Nothing found.
search-none-readable = You cannot read the cases of this unit.
search-looked-to = Nothing more back to { $day }. Tap “Next” to look further.
search-looked-due = Nothing more due until { $day }. Tap “Next” to look further.
search-unknown = I did not understand: { $words }. You can type a case number, a site, a unit, a state, a category, an age such as >7d, <24h or 3w, or: overdue, danger, held, mine.
search-first = « First
search-back = ‹ Back to results
search-start = ‹ Searches
search-keep = ⭐ Save this search

search-part-unit = Unit
search-part-status = State
search-part-category = Category
search-part-age = Age
search-pick-unit = Which units? You can tick several.
search-pick-status = Which states? You can tick several.
search-pick-category = Which categories? You can tick several.
search-pick-age = How old?
search-group-open = Open
search-group-ended = Ended
search-any = Any
search-show = ‹ Show cases
search-before = ‹ Previous
search-after = More ›
search-newer = At most { $age }
search-older = More than { $age }
search-hours = { $count ->
    [one] 1 hour
   *[other] { $count } hours
}
search-days = { $count ->
    [one] 1 day
   *[other] { $count } days
}

search-preset-new = 🆕 New
search-preset-late = ⏰ Overdue
search-preset-to_confirm = ✍️ To confirm
search-preset-appeals = ⚖️ Appeals
search-preset-danger = 🆘 Danger
search-preset-all = All, without quarantine

search-mark-late = ⏰ Overdue only
search-kept = ⭐ Saved. You find it under /search.
search-kept-title = ⭐ Saved searches
search-kept-all = ⭐ All saved searches
search-kept-none = You have no saved searches. “Save this search” is below every search.
search-drop = ✕ { $name }
search-gone = This search no longer exists. To start a new one, send /search.
search-too-many-kept = You can save { $limit } searches, and you have reached the limit. Remove one under /search first.
keep-name-ask = What name should this search have? Only you see it.

# What may be typed, with commas between; the first of each is how it is written on the screen.

search-words-open = open
search-words-ended = ended, finished
search-words-late = overdue, late
search-words-danger = danger, danger to life
search-words-held = held, legal hold, hold
search-words-mine = mine, my
search-words-submitted = submitted
search-words-needs_info = waiting, asked
search-words-accepted = taken up
search-words-not_accepted = refused, rejected
search-words-verifying = checking, checked
search-words-acting = acting, measures
search-words-referred = passed on
search-words-feedback_pending = to confirm, unconfirmed
search-words-closed = done
search-words-appealed = appeal, appeals
search-words-withdrawn = taken back
search-words-joined = joined
search-words-archived = archive
search-words-purged = purged
search-words-hour = h, hour, hours, hr
search-words-day = d, day, days
search-words-week = w, week, weeks
search-words-month = m, month, months
search-words-year = y, year, years
search-words-older = older than, older, over, more than
search-words-newer = newer than, newer, last, within, at most, past
