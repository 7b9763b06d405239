# The public directory.

button-hotlines = Hotlines
directory-title = Hotlines: find the office
directory-how = Tap an office or a site. Or send /directory with a city, a name or an address.
directory-offices = Offices
directory-sites = Sites
directory-which = Which one do you mean?
directory-none = I found no office for that. Here are all offices:
directory-phone = ☎️ Day and night:
directory-mail = ✉️ Email:
directory-masked = (published with stars; please call for the full address)
directory-area = For: { $area }
directory-hosts = For the sites: { $hosts }
directory-parent = Office above: { $unit }
directory-report-here = Report here
directory-share = Share
directory-draw = QR code

inline-report = Report content
inline-none = No office found. You can still report content
inline-open = Open in the bot
