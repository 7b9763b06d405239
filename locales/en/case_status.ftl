# Where a report stands, what became of it, and why. The first of each pair is short enough for a
# button (40 characters); the second is a sentence for the person who reported.

status-submitted = ⏳ Received
status-needs_info = ❓ A question for you
status-accepted = ⏳ Taken up
status-not_accepted = Not taken up
status-verifying = ⏳ Being checked
status-acting = ⏳ Measures asked for
status-referred = ⏳ Passed on
status-feedback_pending = ⏳ Answer being confirmed
status-closed = ✅ Closed
status-appealed = ⏳ Second look
status-withdrawn = Withdrawn
status-joined = ⏳ Joined to a case
status-archived = ✅ Closed
status-purged = Deleted

about-submitted = Your report has arrived. Somebody at the office will read it and decide whether it can be taken up.
about-needs_info = The office needs something more from you to go on. Until you answer, its clock stands still.
about-accepted = The office has taken up your report. It will be checked next.
about-not_accepted = The office could not take up your report. Its reasons are below.
about-verifying = The office is checking the content you reported.
about-acting = The office has found that a rule is broken and has asked for measures.
about-referred = Your report has been passed to the authority that is competent for it.
about-feedback_pending = A decision is written. A second person is now confirming it before it is sent to you.
about-closed = Your report is decided. The decision and its reasons are below.
about-appealed = Somebody who had no part in the decision is looking at it again.
about-withdrawn = You took this report back. There is nothing more you need to do.
about-joined = Others have reported the same. Your report is handled together with theirs; you keep your own code and get every update.
about-archived = Your report is decided and filed away. The decision and its reasons are below.
about-purged = The time for which this report is kept is over. Its contents have been deleted.

outcome-removed = Removed
outcome-restricted = Restricted
outcome-account_measure = Measure against the account
outcome-already_gone = Already gone
outcome-provider_refused = The provider refused
outcome-not_upheld = Not upheld
outcome-void = Void: content and copy are gone

result-removed = The content has been removed.
result-restricted = The content has been restricted, so that fewer people can see it.
result-account_measure = A measure was taken against the account that published it.
result-already_gone = The content was already gone when it was checked.
result-provider_refused = The office asked for measures, but the provider refused them.
result-not_upheld = The check did not find that the content breaks a rule.
result-void = The content and all copies of it are gone, so nothing is left that could be judged.
result-dismissed = After a second look, the decision stays as it was.

ground-out_of_remit = Out of our remit
ground-not_located = Cannot be located
ground-no_rule_broken = Breaks no rule
ground-repeated = Repeated by the same person
ground-misuse = Misuse

why-out_of_remit = This kind of content is not for this office to act on. Below it says where you can turn instead.
why-not_located = With what was sent, the content could not be found. You can report it again with a link, or with the app, the account and the time.
why-no_rule_broken = What you reported does not break a rule that this office can apply.
why-repeated = You have reported the same content before. The earlier report is being handled; you will hear about that one.
why-misuse = The office could not treat this as a report of harmful content.

identity-anonymous = Stay anonymous
identity-confidential = Leave contact
identity-real_name = Use real name

known-anonymous = Anonymous
known-confidential = Contact kept confidential
known-real_name = Real name, kept confidential
