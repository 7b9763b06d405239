# The public directory.

button-hotlines = Hotlines
directory-title = Who is responsible
directory-how = Tap an office or a site, or send /directory with a word: a city, a name, an address.
directory-offices = Offices
directory-sites = Sites
directory-which = Which one do you mean?
directory-none = Nothing in the directory fits that word. Here are the offices:
directory-phone = ☎️ Around the clock:
directory-mail = ✉️ Mail:
directory-masked = (published with stars; ask by phone for the whole address)
directory-area = For: { $area }
directory-hosts = For: { $hosts }
directory-parent = Above it: { $unit }
directory-report-here = Report here
directory-share = Share
directory-draw = QR code

inline-report = Report content
inline-none = Nothing fits: report content all the same
inline-open = Open in the bot
