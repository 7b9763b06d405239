# /hotline: the public directory as admins keep it.

hotline-title = The public directory · page { $page } of { $pages }
hotline-stale =
    { $count ->
        [0] Everything was checked within the last 90 days.
        [one] ⚠️ One entry was not checked for 90 days. Ring the number, then tap “Still right”.
       *[other] ⚠️ { $count } entries were not checked for 90 days. Ring the numbers, then tap “Still right”.
    }
hotline-checked = ✅ Last checked on { $day }
hotline-checked-long-ago = ⚠️ Last checked on { $day }: please make sure again
hotline-never-checked = ⚠️ Never checked: please make sure
hotline-still-right = ✅ Still right
hotline-confirmed = Thank you. It counts as checked today.
hotline-history = History
hotline-history-of = { $unit }: who changed what
hotline-no-history = Nothing was changed here yet.
hotline-older = Older ›
hotline-back = ☰ Directory
hotline-by-file = a file
hotline-change = { $day } · { $what } · { $who }
hotline-field = { $name }: { $old } → { $new }
hotline-did-unit_add = added
hotline-did-unit_change = changed
hotline-did-unit_retire = retired
hotline-did-unit_restore = back at work
hotline-did-unit_check = checked
hotline-did-pledge = pledge

notice-hotlines_stale =
    { $count ->
        [one] One entry of the public directory was not checked for 90 days:
       *[other] { $count } entries of the public directory were not checked for 90 days:
    }
