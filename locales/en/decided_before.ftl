# How the same was decided before: on the card, and when it is decided the same way.

before-title = Decided before:
verb-same = Same decision
same-copied = Copied from { $number }. Please check that it fits this case.
same-sure-ask = Send it like this? A second person confirms it where needed.
same-sure-ask-refusal = Send it like this? The reporter gets it at once.
sure-send = Send
same-ground-ask = Why do you not accept the report?
same-outcome-ask = What happened to the content?
same-rule-ask = Which rule is the decision based on? The earlier one does not fit here.
same-facts-ask = What are the facts behind the decision? Internal: the reporter does not see them.
same-feedback-ask = Tell the reporter the result and the reasons. Please name nobody and say nothing about other people.
same-seen_gone-ask = Who saw that it is gone this time? Tap the button, or type who it was: name and post. Only colleagues see this.
same-measure-ask = Which measure was taken against the account this time?
same-length-ask = For how many days? Press a button, or send a number.
same-whose-ask = Against which of the accounts this time?
same-language-ask = ⚠️ The copied words seem to be in another language than the reporter reads. Send them anyway? With “Back” you can write them again.
same-not-here = This decision cannot be used for this case. Please decide it step by step.

## What the reporter is told, of pages that everybody can see

notice-decided_before = The office looked at this page before, on { $day }. Result: { $result }. Your report is being checked against that.
before-gone = it was removed, or was no longer there
before-measures = action was taken
before-no_rule = no rule was broken
