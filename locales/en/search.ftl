# Searching among cases. What staff type may stand in any order and in any language.

search-title = 🔎 Search
search-how = Type after /search what you look for, in any order: { $example }
search-example = example.org closed fraud >30d
search-everything = All cases
search-none = Nothing found.
search-none-readable = You do not read the cases of this unit.
search-looked-to = Looked through back to { $day } and found no more. “Next” looks further.
search-looked-due = Looked through those due until { $day } and found no more. “Next” looks further.
search-unknown = I did not understand: { $words }. Possible are a case number, a site, a unit, a state, a category, an age such as >7d, <24h or 3w, and: late, danger, held, mine.
search-first = « First
search-back = ‹ Back to the search
search-start = ‹ Searches
search-keep = ⭐ Keep this search

search-part-unit = Unit
search-part-status = State
search-part-category = Category
search-part-age = Age
search-pick-unit = Which units? Several may be ticked.
search-pick-status = Which states? Several may be ticked.
search-pick-category = Which categories? Several may be ticked.
search-pick-age = How old?
search-group-open = Open
search-group-ended = Ended
search-any = Any
search-show = ‹ Show cases
search-before = ‹ Before
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

search-preset-late = ⏰ Late
search-preset-to_confirm = ✍️ To confirm
search-preset-appeals = ⚖️ Appeals
search-preset-danger = 🆘 Danger
search-preset-all = All, without quarantine

search-mark-late = ⏰ Late only
search-kept = ⭐ Kept. You find it under /search.
search-kept-title = ⭐ Kept searches
search-kept-all = ⭐ All kept searches
search-kept-none = No search is kept. “Keep this search” is below every search.
search-drop = ✕ { $name }
search-gone = This search is no longer here. /search begins a new one.
search-too-many-kept = { $limit } searches are kept, and there is room for no more. Remove one under /search first.
keep-name-ask = What is this search to be called? It is yours alone.

# What may be typed, with commas between; the first of each is how it is written on the screen.

search-words-open = open
search-words-ended = ended, finished
search-words-late = late, overdue
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
