# /rules: how a report goes, one screen for each step. Each move of a case has its sentence.

command-rules = How a report is handled, step by step
button-rules = 📖 How it works
rules-title = How a report is handled · { $place } of { $places }
rules-next = Next

rules-step-send = You report
rules-step-accept = The office reads your report
rules-step-question = The office has a question
rules-step-check = The office checks it
rules-step-decide = You get a decision
rules-step-appeal = If you do not agree
rules-step-late = If it is late
rules-step-keep = Your report ends

rules-who-reporter = you
rules-who-moderator = someone at the office
rules-who-lead = the head of the office
rules-who-parent_lead = the head of the office above
rules-who-admin = an administrator
rules-who-system = the system

rules-send =
    { $draft_days ->
        [one] Send a link, a post, a picture or a few words. You can stay anonymous. You get a query code, with which you can see where your report stands. An unfinished report is kept for one day.
       *[other] Send a link, a post, a picture or a few words. You can stay anonymous. You get a query code, with which you can see where your report stands. An unfinished report is kept for { $draft_days } days.
    }
rules-danger =
    { $danger_hours ->
        [one] Is a life in danger? Call { $emergency } first. A report marked “in danger” reaches the people on duty at once and is due within one hour, day and night.
       *[other] Is a life in danger? Call { $emergency } first. A report marked “in danger” reaches the people on duty at once and is due within { $danger_hours } hours, day and night.
    }
rules-lines = What you can report crosses one of these bottom lines:
rules-categories = Categories: { $categories }

rules-move-accept =
    { $accept_days ->
        [one] Within one working day you hear whether your report is accepted. This is decided by { $who }, not by a machine.
       *[other] Within { $accept_days } working days you hear whether your report is accepted. This is decided by { $who }, not by a machine.
    }
rules-move-refuse =
    { $appeal_window_days ->
        [one] If it is not accepted, we tell you why, and where else you can turn. You can appeal within one day.
       *[other] If it is not accepted, we tell you why, and where else you can turn. You can appeal within { $appeal_window_days } days.
    }
rules-move-join = If others reported the same thing, the reports can be joined. You keep your own code and get every update.

rules-move-ask = The office may ask you something. Its deadline is paused until you answer.
rules-move-answer =
    { $needs_info_days ->
        [one] Just answer here, within one day.
       *[other] Just answer here, within { $needs_info_days } days. If you have not answered after { $needs_info_reminder_days }, we remind you once.
    }
rules-move-lapse = Without an answer, the report can then end. This is not your fault. You can report again, or appeal.

rules-move-check = Your report is taken by { $who }, who checks the content. You hear when this begins.
rules-move-transfer = If another office is responsible, it gets your report. We tell you which one, and why.
rules-move-return = That office can send it back once. You hear that, too.
rules-move-measures = If the content breaks a rule, the office asks for measures, such as removal. You hear that they were asked for.
rules-move-refer =
    { $referral_days ->
        [one] Another authority may have to act, such as the police. Then { $who } passes it on, and you get news every day.
       *[other] Another authority may have to act, such as the police. Then { $who } passes it on, and you get news every { $referral_days } days.
    }
rules-word =
    { $word_days ->
        [one] Within one working day you hear from a person.
       *[other] Within { $word_days } working days you hear from a person.
    }

rules-move-unjoin = If reports were joined by mistake, that can be undone within a day. Your code stays the same.
rules-move-removal_answer = The site answers: done, partly, or refused with a reason. You hear what came of it.
rules-move-removal_order = If the site refuses or does not answer, { $who } can order it.
rules-move-removal_check = A person checks whether it is gone. You hear when it was removed, and after how long.
rules-move-back = If content that was removed comes back, tell us: the office asks again.
rules-move-decide = The office writes down its decision and the reasons. If a rule was broken, the decision names that rule. A bottom line alone is not enough.
rules-move-confirm =
    { $another ->
        [yes] Before you get it, { $who } must confirm it. For measures, or if your report is not upheld, that is never the person who decided.
       *[no] Before you get it, { $who } must confirm it.
    }
rules-move-send_back = If something is missing, it is sent back by { $who } and checked again.
rules-close =
    { $close_days ->
        [one] The result is due within one working day, and at the latest within { $hard_days }.
       *[other] The result is due within { $close_days } working days, and at the latest within { $hard_days }.
    }
rules-close-own =
    { $close_days ->
        [one] { $category }: within one working day
       *[other] { $category }: within { $close_days } working days
    }
rules-own-times = Some offices have their own times. Your report always shows yours.

rules-move-appeal =
    { $appeal_window_days ->
        [one] You can appeal once, within one day of the decision. Say in a few words what is wrong.
       *[other] You can appeal once, within { $appeal_window_days } days of the decision. Say in a few words what is wrong.
    }
rules-appeal =
    { $appeal_days ->
        [one] You get an answer to your appeal within one working day.
       *[other] You get an answer to your appeal within { $appeal_days } working days.
    }
rules-move-appeal_for = Whoever published the content can appeal, too. They never learn who reported it.
rules-move-dismiss =
    { $another ->
        [yes] An appeal is decided by { $who }, or by someone above, and never by a person who took part in the decision. The decision may stay as it was. Then we tell you where you can turn next.
       *[no] An appeal is decided by { $who }. The decision may stay as it was. Then we tell you where you can turn next.
    }
rules-move-change = The decision may be changed. A second person confirms the change.
rules-move-remit = Or the report is checked again.

rules-move-late = If a deadline passes, you hear that your report is late. The office above learns of it, and there is a new deadline.
rules-move-take_over = Your report can then be taken over by { $who }. We tell you who answers you now.
rules-move-order = Or the office is ordered to finish it by a set day, by { $who }. You hear that, too.

rules-move-withdraw = You can withdraw your report until there is a decision. If others reported the same thing, or a life is in danger, the office goes on.
rules-move-unlink = With /forgetme we forget your account and your contact. Then only your query code opens the report.
rules-move-archive = When no appeal is possible any more, the report is filed away.
rules-move-purge = Then its content is deleted, unless a court or the law requires us to keep it longer.
rules-kept =
    { $least ->
        [one] We keep it from one to { $most } days, depending on the category. When it ends, we tell you the date.
       *[other] We keep it from { $least } to { $most } days, depending on the category. When it ends, we tell you the date.
    }
