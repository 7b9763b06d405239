# Where a report stands, what became of it, and why. The first of each pair is short enough for a
# button (40 characters); the second is a sentence for the person who reported.

status-submitted = ⏳ Received
status-needs_info = ❓ Question for you
status-accepted = ⏳ Accepted
status-not_accepted = Not accepted
status-verifying = ⏳ Being checked
status-acting = ⏳ Measures asked for
status-acting-done = ⏳ Decision to come
status-referred = ⏳ Passed on
status-feedback_pending = ⏳ Decision being confirmed
status-closed = ✅ Closed
status-appealed = ⏳ Appeal
status-withdrawn = Withdrawn
status-joined = ⏳ Joined to a case
status-archived = ✅ Closed
status-purged = Deleted

about-submitted = We have your report. Someone at the office will read it and decide whether to accept it.
about-needs_info = The office needs your answer to go on. Its deadline is paused until you answer.
about-accepted = The office has accepted your report. Next, it will check it.
about-not_accepted = The office could not accept your report. You can read the reasons below.
about-verifying = The office is checking the content you reported.
about-acting = The content may break a rule. The office asks for measures.
about-acting-done = The content may break a rule. The office has asked for measures, and decides next.
about-referred = Your report has been passed to the authority that is responsible for it.
about-feedback_pending = A decision has been written. A second person is checking it before we send it to you.
about-closed = There is a decision on your report. You can read it and the reasons below.
about-appealed = Someone who was not part of the decision is reviewing it.
about-withdrawn = You have withdrawn this report. You don't need to do anything.
about-joined = Other people have reported the same thing, so the office handles your reports together. You keep your own code and get every update.
about-archived = Your report has been decided and filed away. You can read the decision and the reasons below.
about-purged = This report has been deleted because its time was up.

outcome-removed = Removed
outcome-removed_by_unit = Removed by the unit itself
outcome-restricted = Restricted
outcome-account_measure = Action against the account
outcome-already_gone = Already gone
outcome-provider_refused = Provider refused
outcome-not_upheld = Not upheld
outcome-void = Cannot be judged: content is gone

result-removed = The content has been removed.
result-removed_by_unit = The content has been removed.
result-restricted = The content has been restricted. Fewer people can see it now.
result-account_measure = Action was taken against the account that published it.
result-already_gone = The content was already gone when the office checked.
result-provider_refused = The office asked for measures, but the provider refused them.
result-not_upheld = The office checked the content and found that it does not break a rule.
result-void = Cannot be judged: the content and all copies are gone.
result-dismissed = The appeal was reviewed. The decision stays as it was.

ground-out_of_remit = Not our responsibility
ground-not_located = Cannot be found
ground-no_rule_broken = Breaks no rule
ground-repeated = Repeated by the same person
ground-misuse = Misuse

why-out_of_remit = This office is not responsible for this kind of content.
why-not_located = The office could not find the content from what you sent. You can report it again with a link, or with the app, the account and the time.
why-no_rule_broken = What you reported does not break any rule that this office can apply.
why-repeated = You have already reported the same content. The office is working on your first report, and you will hear about that one.
why-misuse = This is not a report of illegal or harmful content, so the office cannot accept it.

subcategory-none = kind not known
name-anonymous = Stay anonymous
contact-anonymous = Stay anonymous
identity-anonymous = Stay anonymous
identity-confidential = Leave contact
identity-real_name = Use real name

known-anonymous = Anonymous
known-confidential = Contact kept confidential
known-real_name = Real name, kept confidential
