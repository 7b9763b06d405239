# A person's own data: shown, and forgotten.

command-mydata = What is kept about you
command-forgetme = Unlink your reports from your account
privacy-forget = /mydata shows what is kept about you. /forgetme unlinks all your reports from your account.

button-forget-me = Forget me
button-forget = Yes, forget me
button-keep = No, keep everything

mydata-title = What is kept about you
mydata-account = Your Telegram account, encrypted. It is used to send you news and for nothing else; the office does not see it.
mydata-no-reports = No report leads to your account.
mydata-reports =
    { $count ->
        [one] One report leads to your account:
       *[other] { $count } reports lead to your account:
    }
mydata-with-contact = with a contact, sealed
mydata-more = … and { $count } more
mydata-begun =
    { $count ->
        [one] One form that you have begun and not finished.
       *[other] { $count } forms that you have begun and not finished.
    }
mydata-language = Language: { $language }
mydata-roles = Your roles:
mydata-role = { $role }, { $unit }
mydata-paused = Until { $until } your reports are kept but not worked on.
mydata-contents = What you sent with a report is kept encrypted with its case until its time is up, and deleted then.

forget-title = Do you want to be forgotten here?
forget-what =
    No report will lead to your account any more. Contacts you left, and whatever you have begun and not finished, are deleted. You get no more news, and you can no longer add to a report, answer a question, withdraw, or ask for a second look from this account. This cannot be undone.

    The reports themselves go on. Only with its code can you see how one stands: /track
forget-codes =
    { $count ->
        [one] Please write down this code first:
       *[other] Please write down these codes first:
    }
forget-staff = Your role in a unit stays. Its lead can take it away: please ask there.
forget-pause = The pause of your reports stays until it ends.
forget-chat = The messages in this chat stay on your phone until you delete the chat yourself.

forgotten-title = ✅ You are forgotten here.
forgotten-reports =
    { $count ->
        [one] One report leads to nobody any more. Its code still shows how it stands: /track
       *[other] { $count } reports lead to nobody any more. Their codes still show how they stand: /track
    }
forgotten-again = You are welcome to report again at any time: /report
