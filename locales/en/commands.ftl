# The menu of commands (at most 256 characters each) and what Telegram shows before the first /start.

command-start = Start here
command-report = Report harmful content
command-cases = My reports and where they stand
command-track = Look up a report by its code
command-directory = Phone and email of every office and site
command-suggest = Criticism and ideas about the reporting work
command-language = Choose your language
command-settings = Language and privacy
command-privacy = What we keep about you, and what we do not
command-cancel = Stop what you are doing
command-help = What you can do here

command-queue = What is waiting for you
command-case = Open a case by its number
command-mine = The cases you have taken
command-enter = Enter a report, an answer or an appeal for someone
command-figures = Figures: received, decided, how fast
command-search = Search cases by number, site, unit, state, category or age
command-board = The units side by side, worst first
command-staff = The people of your unit
command-grant = Invite someone into your unit
command-revoke = Take away a role
command-oncall = Who is on call in your unit
command-accounts = Accounts with repeated upheld cases
command-suggestions = Suggestions waiting for your answer
command-units = Units: add, change, retire
command-hotline = The public directory: check, change, history
command-pledge = Pledges of the units: who signed, and when
command-broadcast = Write and send an announcement
command-broadcasts = Announcements: approve, watch, stop
command-export = Cases and journal as a file
command-bind = Show the unit's cases in this group

# At most 512 characters.
bot-description =
    Report illegal or harmful content on the internet: fraud, gambling, rumours, insults, content that harms children and more.

    You can stay anonymous. You get a query code, we tell you when you will hear from us, and every decision comes with its reasons.

    Press Start.
# At most 120 characters.
bot-short = Report harmful content on the internet. Anonymous if you like. You get a code and an answer.
