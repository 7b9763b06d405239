# Criticism and ideas about the reporting work.

suggestion-unit-ask = Which office's work is your comment about? Tap it, or type the name of an office or site. To report content, send /report.
suggestion-text-kept = What you wrote is kept as your comment. Only the office is missing now.
suggestion-text-ask = What is your criticism or idea? Please leave out your name, phone number and address. Nobody needs them to answer you.
suggestion-send-ask = Do you want to send this? The head of this office will read it and answer you.
suggestion-unit-unknown = I found no office or site with that name. Please type another part of its name, or its code.
suggestion-unit-several = Several names match. Please type a little more.
suggestion-quota = You can send { $limit } within an hour. Please send the next one after { $opens_at }. What you wrote is kept here.
suggestion-unknown = I found no such suggestion among those you can answer.
suggestion-own = You wrote this yourself, so a colleague answers it. Nobody answers their own suggestion.
suggestion-answered-already = This has already been answered.
send-yes = Send
suggestion-to = To { $unit }
suggestion-sent = Thank you. { $unit } will read it and answer you here.
suggestion-sent-before = You already sent this to { $unit }. It was not sent twice.
suggestion-code = Your code:
suggestion-keep-code = To see the answer from any account, send /track and this code.
suggestion-due = Answer by { $due }
suggestion-title = Suggestion ··{ $tail } · { $unit }
suggestion-said = Sent on { $day }:
suggestion-answered = Answered on { $day }:
suggestion-forgotten = The text was deleted when its time was up.

notice-suggestion_answered = { $unit } has answered your suggestion.
notice-suggestion_new_time = The working days or hours of { $unit } have changed: it answers your suggestion a little later.

## For those who answer

suggestions-title = Suggestions waiting for an answer
suggestions-none = No suggestions are waiting for an answer.
suggestions-back = ☰ Suggestions
suggestion-see = Read
suggestion-answer = Answer
suggestion-answer-sent = Your answer is on its way.
answer_suggestion-text-ask = Please write your answer. It is sent exactly as written, without your name.
verb-answer_suggestion = Answer
suggestion-title-staff = Suggestion { $number } · { $unit }
notice-suggestion_came = { $unit } has a new suggestion (number { $number }).
notice-suggestion_late = A suggestion to { $unit } is overdue for an answer (number { $number }).

mydata-suggestions =
    { $count ->
        [one] One suggestion that you sent.
       *[other] { $count } suggestions that you sent.
    }
forget-suggestions = The codes of your suggestions:
