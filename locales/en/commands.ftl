# The menu of commands (at most 256 characters each) and what Telegram shows before the first /start.

command-start = Begin here
command-report = Report harmful content
command-cases = My reports and how they stand
command-track = Look up a report by its query code
command-directory = phone and mail of every office and site
command-suggest = Criticism and ideas about the reporting work
command-language = Choose your language
command-settings = Language and privacy
command-privacy = What is kept about you, and what is not
command-cancel = Stop what you are doing
command-help = What you can do here

command-queue = What is waiting for a step
command-case = Open a case by its number
command-mine = The cases you have taken
command-enter = Enter a report, an answer or an appeal for others
command-figures = Figures of the work: received, decided, how soon
command-search = Search among cases: number, site, unit, state, category, age
command-staff = The people of your unit
command-grant = Invite somebody into your unit
command-revoke = Take a role away
command-oncall = Who is on call in your unit
command-suggestions = Suggestions that wait for your answer
command-units = Units of the network: add, change, retire
command-hotline = The public directory: check, change, history
command-pledge = Pledges of the units: who signed, and when
command-broadcast = Write and send an announcement
command-broadcasts = Announcements: approve, watch, stop
command-export = Cases and journal as a file
command-bind = Show the unit's cases in this group

# At most 512 characters.
bot-description =
    Report unlawful or harmful online content: fraud, gambling, rumours, insults, content that harms children and more.

    You can stay anonymous. You get a query code, you are told by when you will hear from us, and every decision comes with its reasons.

    Press Start.
# At most 120 characters.
bot-short = Report harmful online content. Anonymous if you like, with a query code and an answer.
