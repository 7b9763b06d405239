# /export: files for those who oversee the channel.

export-period-backwards = The period ends before it begins.
