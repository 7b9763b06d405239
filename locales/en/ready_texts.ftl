# The texts that a unit has from the start, for each reason and each result, and where they are shown
# and changed. The sentence of the result, the rule, and how to appeal stand beside them in the
# notice, so they are not said here. None says that anybody is guilty, or anything about others.

ready-elsewhere-hotline = the hotline { $number }
ready-elsewhere-directory = the right office under “Hotlines” in this chat
ready-elsewhere-ask = the office that is responsible for it; we are glad to help you find its number
ready-seen-opened = the report and its files, which were opened on { $when }
ready-seen-unopened = the report; not all of its files were opened
ready-seen-no-files = the report, which has no files

ready-words-out_of_remit = Please turn to { $elsewhere }. You can send them the same link or picture. Thank you for paying attention.
ready-words-not_located = This is not your fault. What helps most is the link from the app's “Share” button, or a screenshot that shows the account and the time.
ready-words-no_rule_broken = We compared it with the rules for this kind of content. It may still be unpleasant for you: most apps let you hide or block an account. If something new appears, please report it.
ready-words-repeated = You don't need to do anything. If you have something new about it, please add it to your first report.
ready-words-misuse = If you have seen something on the internet that worries you, please report it with a link or a picture and a few words. We are glad of every such report.

ready-words-removed = We asked for it to be removed, and this was done. If you see it again, please report it again. Thank you for your help.
ready-words-removed_by_unit = The office that is responsible for the site has removed it itself. If you see it again, please report it again. Thank you for your help.
ready-words-restricted = It may still be found by people who look for it. If it spreads again, please report it again. Thank you for your help.
ready-words-account_measure = We cannot tell you more about the account: this protects everybody. If you see such content again, please report it again. Thank you for your help.
ready-words-already_gone = There was nothing left to remove. If you see it again, please report it, with a screenshot if you can. Thank you for your help.
ready-words-provider_refused = We are sorry that we cannot tell you more. If it concerns you yourself, you can also complain to the provider, or take it to a court.
ready-words-not_upheld = We compared it with the rules for this kind of content. It may still be unpleasant for you: most apps let you hide or block an account. Thank you for paying attention.
ready-words-void = Without the content nobody can judge it fairly. If you find it again, please report it, with a screenshot if you can.

ready-words-dismissed = Somebody who had no part in the decision has read the report, the decision and the appeal, and has come to the same result.
ready-words-remitted = Somebody who had no part in the decision has read the appeal. Part of it needs a closer look.

# Where the category takes no files: nobody is asked for a picture, and nobody sends one on.
ready-words-out_of_remit_no_files = Please turn to { $elsewhere }. The address of the page is enough: please send no pictures. Thank you for paying attention.
ready-words-not_located_no_files = This is not your fault. What helps most is the link from the app's “Share” button, or the account and the time. Please make and send no pictures of it.
ready-words-misuse_no_files = If you have seen something on the internet that worries you, please report it with a link and a few words. We are glad of every such report.
ready-words-already_gone_no_files = There was nothing left to remove. If you see it again, please report the link again, without pictures. Thank you for your help.
ready-words-void_no_files = Without the content nobody can judge it fairly. If you find it again, please report the link, without pictures.

# Where not all files of the report were opened: nothing is said of what was compared.
ready-words-no_rule_broken_unseen = It may still be unpleasant for you: most apps let you hide or block an account. If something new appears, please report it.
ready-words-not_upheld_unseen = It may still be unpleasant for you: most apps let you hide or block an account. Thank you for paying attention.

ready-facts-removed = Read: { $seen }. The removal request in this case is settled: the content is gone.
ready-facts-removed_by_unit = Read: { $seen }. The content may fall under the rule named; the unit removed it itself.
ready-facts-restricted = Read: { $seen }. The content may fall under the rule named; it was restricted, not removed.
ready-facts-account_measure = Read: { $seen }. The content may fall under the rule named; the measure named was taken against the account.
ready-facts-already_gone = Read: { $seen }. The content was no longer at the place that was reported.
ready-facts-provider_refused = Read: { $seen }. The provider was asked for a measure and refused it; see the request in this case.
ready-facts-not_upheld = Read: { $seen }. Compared with the rules for its category ({ $category }); none of them is broken.
ready-facts-not_upheld_unseen = Read: { $seen }. As far as it was read, none of the rules for { $category } is broken.
ready-facts-void = Read: { $seen }. The content is gone, and there is no copy that can be judged.

# Under /templates

ready-texts = 📋 Ready texts
ready-texts-of = Ready texts: { $unit }
ready-texts-which = Each reason and result has a text that is sent unless you write another. ✏️ marks those that were changed here or above. Where a category takes no files, a text that asks for none is sent instead. Which one?
ready-texts-back = ‹ All ready texts
ready-text-own = changed here
ready-change-words = Change · { $language }
ready-change-facts = Change facts · { $language }
ready-shipped-words = Shipped text · { $language }
ready-shipped-facts = Shipped facts · { $language }
template-shipped-again = ↩️ The shipped text is used again.
templates-words-ask =
    Write what the reporter reads. The result, the rule and how to appeal are said beside it. Please name nobody. These places are filled in for you: { "{" }number{ "}" } case number, { "{" }unit{ "}" } office, { "{" }category{ "}" } category, { "{" }elsewhere{ "}" } where else to turn, { "{" }seen{ "}" } what was there to read. In a macro, “Skip” takes the ready text, or keeps the old one.
templates-facts-ask =
    Write the facts. Only colleagues see them, and who decides stands for them. These places are filled in for you: { "{" }seen{ "}" } what was there to read, and when its files were opened, { "{" }number{ "}" } case number, { "{" }unit{ "}" } office, { "{" }category{ "}" } category, { "{" }elsewhere{ "}" } where else to turn. In a macro, “Skip” takes the ready text, or keeps the old one.

# Macros

macros = ⚡ Macros
macros-which = Which one? You see the whole before it is sent.
macros-none = No macro fits this case now.
macro-rule-preset = Rule: the first one of the case's sub-category
macro-words-ready = Words: the ready text of the result
macro-copied = By the macro “{ $title }”. Please check that it fits this case.
templates-add-macro = ➕ Add a macro
templates-ground-ask = For which reason is the report not accepted?
templates-outcome-ask = With which result is the case decided?
templates-category-ask = Which category has the rule? “Skip”: the first rule of the case's own sub-category.
templates-rule-ask = Which rule does the macro cite?
verb-macro = Macro
macro-ground-ask = Why do you not accept the report?
macro-outcome-ask = What happened to the content?
macro-seen_gone-ask = Who saw that it is gone? Tap the button, or type who it was: name and post. Only colleagues see this.
macro-measure-ask = Which measure was taken against the account?
macro-length-ask = For how many days? Press a button, or send a number.
macro-whose-ask = Against which of the accounts?
macro-rule-ask = Which rule is the decision based on?
macro-facts-ask = What are the facts behind the decision? Internal: the reporter does not see them.
macro-feedback-ask = Tell the reporter the result and the reasons. Please name nobody and say nothing about other people.
macro-language-ask = ⚠️ The macro seems to be in another language than the reporter reads. Send it anyway? With “Back” you can write other words.

# The review before a decision is sent

review-edit-ground = Change reason
review-edit-outcome = Change result
review-edit-seen_gone = Change who saw it
review-edit-measure = Change measure
review-edit-rule = Change rule
review-edit-facts = Change facts
review-edit-feedback = Change words
review-reporter-reads = The reporter reads:
refuse-own-words = ✏️ Change the words
refuse-as-it-is = ‹ Use the ready texts
refuse-at-once = A tap on a reason sends its text to the reporter at once. Only “Misuse” is shown to you once more.
refuse-read-first = You read the whole text once more before it is sent.
refuse-quick = That was quick. Please read it once more before it leaves.
refuse-sure-ask = Send it like this? The reporter gets it at once.
decide-sure-ask = Send it like this? You stand for the facts above. A second person confirms it where needed.
change-sure-ask = Send it like this? You stand for the facts above. A second person confirms it.
dismiss-sure-ask = Send it like this? The reporter gets it at once.
remit-sure-ask = Send it like this? The reporter gets it at once.
macro-sure-ask = Send it like this? You stand for the facts above. A second person confirms it where needed.
