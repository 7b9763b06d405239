# A person's own data: shown, and forgotten.

command-mydata = See what we keep about you
command-forgetme = Unlink your reports from your account
privacy-forget = To see what we keep about you, send /mydata. To unlink all your reports from your account, send /forgetme.

button-forget-me = Forget me
button-forget = Yes, forget me
button-keep = No, keep everything

mydata-title = What we keep about you
mydata-account = Your Telegram account, encrypted. We use it only to send you news. The office does not see it.
mydata-no-reports = No report is linked to your account.
mydata-reports =
    { $count ->
        [one] One report is linked to your account:
       *[other] { $count } reports are linked to your account:
    }
mydata-with-contact = with a contact, encrypted
mydata-more = … and { $count } more
mydata-begun =
    { $count ->
        [one] One form that you started and did not finish.
       *[other] { $count } forms that you started and did not finish.
    }
mydata-language = Language: { $language }
mydata-roles = Your roles:
mydata-role = { $role }, { $unit }
mydata-paused = The office reads your new reports only after { $until }. Until then we keep them.
mydata-contents = What you sent with a report is kept encrypted with its case. We delete it when its time is up.

forget-title = Do you want us to forget you?
forget-what =
    • Your reports are no longer linked to your account.
    • We delete your contacts and everything you have not finished.
    • You get no more news.
    • From this account you can no longer add to a report, answer a question, withdraw or appeal.

    You cannot undo this. The reports themselves go on. To see where one stands, you need its code: /track
forget-codes =
    { $count ->
        [one] Please write down this code first:
       *[other] Please write down these codes first:
    }
forget-staff = You keep your role in your unit. To give it up, please ask your lead. So that nobody works on their own report, each case that you reported keeps a coded mark of you until it is deleted.
forget-pause = The waiting time for your reports stays until it ends.
forget-chat = The messages in this chat stay on your phone. You can delete the chat yourself.

forgotten-title = ✅ We have forgotten you.
forgotten-reports =
    { $count ->
        [one] One report is no longer linked to anybody. Its code still shows where it stands: /track
       *[other] { $count } reports are no longer linked to anybody. Their codes still show where they stand: /track
    }
forgotten-again = You can report again at any time: /report
