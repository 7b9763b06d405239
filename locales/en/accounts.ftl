## Reported accounts: the lines on a card, the form, the history, the list for leads

verb-account = Account
verb-account_history = Account history
verb-accounts = Accounts

account-word = Account
account-cases = { $count ->
    [one] 1 case
   *[other] { $count }{ $more } cases
 }
account-upheld = { $count ->
    [0] none upheld
   *[other] { $count } upheld
 }
account-last = Last measure: { $measure }
account-more = { $count ->
    [one] 1 more account
   *[other] { $count } more accounts
 }
account-history = History
account-history-of = History { $name }
account-to-case = ‹ Case { $number }
account-no-more = No more cases.
account-elsewhere = { $count ->
    [one] 1 more case is with units whose cases you cannot read.
   *[other] { $count } more cases are with units whose cases you cannot read.
 }
account-only-upheld = Only upheld cases of the last year count against an account.
account-which = Accounts of this name are known on several platforms. Which one?
account-none = No case that you can read names { $account }.
account-gone = This account is no longer named in a case.

accounts-title = Accounts with 3 or more upheld cases in 90 days
accounts-none = There are none in your units.
accounts-upheld-here = { $count } upheld in 90 days, in your units

## The form

account-named-ask = Add an account, or change one that is named?
account-change-ask = What should be done with it?
account-platform-ask = On which platform is the account?
account-account-ask = Send the account's public name, its number, or the address of its page.
named-new = ➕ Add an account
change-replace = Correct it
change-remove = Take it off
account-name-wanted = Please send the public name or number of the account, such as @name. Private numbers are not taken.
account-other-address = This is not the address of an account on that platform. Send the account's name, or go back and choose another platform.
account-too-many = A case can name { $limit } accounts at most.
refusal-no-platforms = No platforms are set up here yet. An operator can add platforms.toml to the profile.

## The measures against an account

decide-measure-ask = Which measure was taken against the account?
change-measure-ask = Which measure was taken against the account?
decide-length-ask = For how many days? Press a button, or send a number.
change-length-ask = For how many days? Press a button, or send a number.
decide-whose-ask = Against which of the accounts?
change-whose-ask = Against which of the accounts?
whose-all = All of them
measure-account-gone = That account is no longer named in the case. Against which was it?
measure-warn = Warned
measure-mute = Muted
measure-suspend = Suspended
measure-close = Closed for good
length-1 = 1 day
length-3 = 3 days
length-7 = 7 days
length-15 = 15 days
length-30 = 30 days
length-90 = 90 days
measure-days-wanted = Please send a number of days from 1 to { $most }.
measure-said-warn = warned
measure-said-mute = muted for { $days ->
    [one] 1 day
   *[other] { $days } days
 }
measure-said-suspend = suspended for { $days ->
    [one] 1 day
   *[other] { $days } days
 }
measure-said-close = closed for good
measure-on = { $measure }, on { $day }
notice-measure_ended = Case { $number }: the measure against the account has ended ({ $measure }). Please look whether it goes on.
mail-measure_ended = The measure against the account of case { $number } has ended. Please look whether it goes on.
