# /hotline: the public directory as admins keep it.

hotline-title = The public directory · page { $page } of { $pages }
hotline-stale =
    { $count ->
        [0] Every entry was checked within the last 90 days.
        [one] ⚠️ One entry has not been checked for 90 days. Call the number, then tap “Number is correct”.
       *[other] ⚠️ { $count } entries have not been checked for 90 days. Call the numbers, then tap “Number is correct”.
    }
hotline-unchecked =
    { $count ->
        [one] Nobody has checked one entry yet. Call the number, then tap “Number is correct”.
       *[other] Nobody has checked { $count } entries yet. Call the numbers, then tap “Number is correct”.
    }
hotline-checked = ✅ Last checked: { $day }
hotline-checked-long-ago = ⚠️ Last checked: { $day }. Please check it again.
hotline-never-checked = Nobody has checked it yet. Please call the number.
hotline-still-right = ✅ Number is correct
hotline-confirmed = Thank you. Marked as checked today.
hotline-history = History
hotline-history-of = { $unit }: what was changed, and by whom
hotline-no-history = Nothing has been changed yet.
hotline-older = Older ›
hotline-back = ☰ Directory
hotline-by-file = file import
hotline-change = { $day } · { $what } · { $who }
hotline-field = { $name }: { $old } → { $new }
hotline-did-unit_add = added
hotline-did-unit_change = changed
hotline-did-unit_retire = retired
hotline-did-unit_restore = restored
hotline-did-unit_check = checked
hotline-did-pledge = pledge

notice-hotlines_stale =
    { $count ->
        [one] One entry of the public directory has not been checked for 90 days. Tap it in the directory, call the number, then tap “Number is correct”:
       *[other] { $count } entries of the public directory have not been checked for 90 days. Tap each in the directory, call the number, then tap “Number is correct”:
    }

## A change that waits for a second admin

proposal-kept = ⏳ Kept. Another admin has to confirm it before the public sees it. They have a message.
proposal-by = Proposed by { $name }, { $day }
proposal-yes = ✅ Confirm and publish
proposal-no = Drop this change
proposal-look = See the change
proposal-confirmed = ✅ Published.
proposal-dropped = The change was dropped.
proposal-void = The entry has changed meanwhile, or who proposed this is no admin any more. Nothing was published.
proposal-replaced = This is another change: it has replaced the one that you saw. Please look at it.
proposal-second = Another admin has to confirm this. Please call the number first.
proposal-gone = This change no longer waits: it was confirmed, dropped or replaced.
notice-hotline_proposed = ☎️ { $name } wants to change how the public reaches { $unit }. Another admin has to confirm it.
notice-hotline_changed = ☎️ How the public reaches { $unit } has changed, by { $name }. Please say so at once if it is wrong.
