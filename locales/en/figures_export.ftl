# /export: files for those who oversee the channel.

export-period-backwards = The period ends before it begins.
export-title = Files for those who oversee the channel
export-what = No reporter, no text and no full link is in them. The journal keeps who had which file.
export-kind-cases = Cases
export-kind-figures = Figures
export-kind-audit = Journal
export-period = Which days?
export-form = As what?
export-begun = The file is being written: { $rows ->
        [one] one row
       *[other] { $rows } rows
    }.
export-nothing = There is nothing in these days, so there is no file.
export-going = { $rows } of { $all } rows are written.
export-too-large = The file is too large for Telegram. Please choose a shorter period, or have it written by `jubao export`.
export-again = Another file
