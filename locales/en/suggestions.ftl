# Criticism and ideas about the reporting work.

suggestion-unit-ask = To whom would you like to say something about the reporting work? Tap an office, or type the name of an office or a site. To report content, send /report instead.
suggestion-text-ask = What is your criticism or idea? Please leave out names, numbers and addresses of your own: nobody needs them for an answer.
suggestion-send-ask = Is that what you want to send? It is read by those who lead this office, and answered.
suggestion-unit-unknown = No office or site here is called that. Please type another part of its name, or its code.
suggestion-unit-several = Several are called something like that. Please type more of the name.
suggestion-quota = You have sent { $limit } within an hour. The next one is welcome from { $opens_at }; what you wrote is kept here.
suggestion-unknown = This suggestion is not there any more.
suggestion-answered-already = It was answered already.
send-yes = Send
suggestion-to = To { $unit }
suggestion-sent = Thank you. { $unit } reads it and answers you here.
suggestion-sent-before = You had sent this to { $unit } already; it is there once.
suggestion-code = Your code:
suggestion-keep-code = With /track and this code you see the answer, from any account.
suggestion-due = Answer by { $due }
suggestion-title = Suggestion ··{ $tail } · { $unit }
suggestion-said = Sent on { $day }:
suggestion-answered = Answered on { $day }:
suggestion-forgotten = Its words were erased when their time was over.

notice-suggestion_answered = { $unit } has answered your suggestion.

## For those who answer

suggestions-title = Suggestions that wait for an answer
suggestions-none = No suggestion waits for an answer.
suggestions-back = ☰ Suggestions
suggestion-see = Read
suggestion-answer = Answer
suggestion-answer-sent = The answer is on its way.
answer_suggestion-text-ask = What do you answer? It goes to whoever wrote, word for word; your name does not.
verb-answer_suggestion = Answer
notice-suggestion_came = A suggestion for { $unit } has come (··{ $tail }).
notice-suggestion_late = A suggestion for { $unit } should have been answered by now (··{ $tail }).

mydata-suggestions =
    { $count ->
        [one] One suggestion that you sent.
       *[other] { $count } suggestions that you sent.
    }
forget-suggestions = The codes of your suggestions:
