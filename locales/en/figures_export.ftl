# /export: files for those who oversee the channel.

export-period-backwards = The period ends before it starts.
export-title = Files for those who oversee the channel
export-what = The files contain no reporter, no text and no full link. The journal records who took which file.
export-kind-cases = Cases
export-kind-figures = Figures
export-kind-audit = Journal
export-period = Which days?
export-form = Which format?
export-begun = Writing the file: { $rows ->
        [one] one row
       *[other] { $rows } rows
    }.
export-nothing = There is nothing in these days, so there is no file.
export-going = { $rows } of { $all } rows written.
export-too-large = The file is too large for Telegram. Please choose a shorter period, or use `jubao export`.
export-again = Another file
