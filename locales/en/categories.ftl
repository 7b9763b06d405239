# /categories: admins see and change what content is reported as.

report-category-gone = This category is no longer offered. Please choose again. Everything you sent is kept.

command-categories = Categories: add, change, retire

category-title = Categories
category-how = What content can be reported as. 🚫 is retired. A change holds once a second admin has confirmed it.
category-list = ☰ Categories
category-add = ➕ Add a category
category-add-below = ➕ Add below it
category-new = New category
category-retire = Retire
category-retire-surely = Yes, retire it
category-retire-ask =
    { $below ->
        [0] Retire “{ $category }”? It will not be offered for new reports. Running cases keep it.
        [one] Retire “{ $category }” and the category below it? They will not be offered for new reports. Running cases keep them.
       *[other] Retire “{ $category }” and the { $below } categories below it? They will not be offered for new reports. Running cases keep them.
    }
category-restore = Offer it again
category-is-retired = 🚫 Retired: not offered for new reports
category-is-protected = 🔒 Protected: addresses alone, no files, no contact. It cannot be retired.
category-waits = ⏳ A change waits for a second admin.
category-history-of = { $category }: what was changed, and by whom
category-as-above = As the one above
category-yes = yes
category-no = no
category-other-order = the same ones in another order
category-days =
    { $count ->
        [one] one day
       *[other] { $count } days
    }
category-files-allowed = allowed
category-files-none = refused
category-clock-own = This category: { $count }
category-names-order = In this order: { $languages }. At most 60 characters each.
category-rules-known = Codes you can use: { $codes }
category-lines-known =
    Codes you can use:
    { $codes }

category-field-names = Names
category-field-rules = Rules
category-field-lines = Bottom lines
category-field-clock = Deadlines
category-field-hotline = Hotline
category-field-level = Lowest level of office
category-field-retention = Kept for
category-field-parent = Below
category-field-files = Files
category-field-closed = Address only
category-field-retired = Retired

category-code-ask = Choose a short code for links: lower-case Latin letters, digits and underscores, such as online_games. You cannot change it later.
category-names-ask = What is it called? Write one line for each language. Everyone who reports reads it.
category-rules-ask = Which rules may a decision cite? Write their codes with spaces between them: the new list replaces the old one. Or change it: +code adds one, -code takes one away.
category-lines-ask = Which bottom lines does it fall under? Write their codes with spaces between them: the new list replaces the old one. Or change it: +code adds one, -code takes one away.
category-hotline-ask = Which number can people call about it?
category-level-ask = Which is the lowest level of unit that gets such reports?
category-retention-ask = For how many days is a report kept after it ends? Type a number. Reports that have ended keep the date that was promised.
category-clock-ask = Which deadline is different here?
category-time-ask = How many? Type a number. Leave it empty for the usual deadline. Running deadlines stay.
category-save-ask = This is what would change. Do you want to save it? A second admin has to confirm it.

category-saved = ✅ Saved.
category-unchanged = Nothing has changed.
category-changed-meanwhile = Someone else has just changed this category. Here is its current state. Your changes were not saved.
category-kept = ⏳ Kept. Another admin has to confirm it. They have a message.
category-yes-publish = ✅ Confirm and use
category-confirmed = ✅ It holds from now on.
category-dropped = The change was dropped.
category-void = The category has changed meanwhile, or who proposed this is no admin any more. Nothing was changed.

category-second = Another admin has to confirm this.
category-proposal-gone = This change no longer waits: it was confirmed, dropped or replaced.
category-unknown = I do not know this category.
category-bad-code = This code cannot be used. Use lower-case Latin letters, digits and underscores, at most { $most }. Begin with a letter.
category-code-taken = There is already a category { $code }. A code is never used twice because old cases refer to it.
category-rule-unknown = There is no rule { $code }.
category-line-unknown = There is no bottom line { $code }.
category-none-left = One must be left.
category-too-many = You can enter at most { $most }.
category-protected = This protects children: addresses alone, no files, no contact. It cannot be taken away or retired.
category-last = This is the last category. There must be one to report.
category-names-missing = It needs a name in each language.
category-name-taken = Another category beside it already has this name.
category-no-rules = It needs at least one rule: no decision stands without one.
category-rules-gone = One of its rules or bottom lines is no longer there. Please choose them again.
category-hotline-needed = No files are taken here, so a number must say who can help.
category-clocks-unfit = With this, a deadline would end after one that comes later.
category-parent-unfit = The category above must be in use, and no sub-category itself.
category-retired-already = This category is already retired.
category-active-already = This category is already in use.

notice-category_proposed = 🗂 { $name } wants to change “{ $category }”. Another admin has to confirm it.
notice-category_changed = 🗂 “{ $category }” was changed, by { $name }:

journal-category_add = category added
journal-category_change = category changed
journal-category_retire = category retired
journal-category_restore = category offered again
journal-category_propose = change of a category proposed
journal-category_drop = proposed change of a category dropped

rule-list = ☰ Rules
rule-list-title = Rules that a decision may cite · page { $page } of { $pages }
rule-add = ➕ Add a rule
rule-new = New rule
rule-restore = Use it again
rule-is-retired = 🚫 Retired: no new decision may cite it
rule-cited-in = Cited in: { $categories }
rule-in-each = In this order, one line each: { $languages }
rule-whole-law = The whole law
rule-field-law = Law
rule-field-article = Article
rule-field-about = About
rule-field-line = Bottom line
rule-field-crime = Crime
rule-field-retired = Retired
crime-yes = Only a court can apply it
crime-no = An office can apply it
rule-code-ask = Choose a short code: lower-case Latin letters, digits, hyphens and underscores, such as advertising-28. You cannot change it later.
rule-law-ask = Which law is it? Write its name in each language.
rule-article-ask = Which article? Without one, the whole law is cited.
rule-about-ask = What is it about, in a few words? Everyone who reports reads it.
rule-line-ask = Which bottom line does it serve?
rule-crime-ask = Who can apply it? What only a court can apply is offered last.
rule-save-ask = This is what would change. Do you want to save it? A second admin has to confirm it. Then name the rule under a category.
rule-bad-code = This code cannot be used. Use lower-case Latin letters, digits, hyphens and underscores, at most { $most }. Begin with a letter.
rule-code-taken = There is already a rule { $code }. A code is never used twice because old decisions refer to it.
rule-last = A category could then cite no rule at all. Give it another one first.
rule-retired-already = This rule is already retired.
rule-active-already = This rule is already in use.
journal-rule_add = rule added
journal-rule_change = rule changed
journal-rule_retire = rule retired
journal-rule_restore = rule used again
