# 请网站、平台采取措施的函件（以邮件发出），以及邮件不通时的待办事项。

letter-subject =
    { $why ->
        [reminded] 催办：关于网络内容的处置要求 { $number }
        [ordered] 上级责令：关于网络内容的处置要求 { $number }
        [still_there] 内容仍在：处置要求 { $number }
        [new_time] 答复期限变更：{ $number }
        [back] 内容再次出现：处置要求 { $number }
        [settled] 已了结：处置要求 { $number }
       *[asked] 关于网络内容的处置要求 { $number }
    }
letter-to = 致：{ $name }
letter-from = 发函单位：{ $unit }
letter-number = 编号：{ $number }
letter-why-asked = 我们已核查下列内容，请贵方采取以下措施。
letter-why-reminded = 特此提醒：我们尚未收到贵方对该要求的答复。
letter-why-new_time = 因工作日、办公时间调整或系统时钟有误，答复期限有变，以本函为准。
letter-why-ordered = 上级单位（{ $unit }）已责令落实该要求。
letter-why-still_there = 我们再次查看，该内容仍可访问。
letter-why-back = 该内容再次出现，原处置要求继续有效。
letter-why-settled = 该要求已了结，贵方无需再作处理。
letter-ask = 处置要求：{ $ask }
letter-ask-remove = 删除该内容。
letter-ask-restrict = 限制该内容的浏览和传播。
letter-ask-label = 对该内容作出显著标识或提示。
letter-ask-warn = 警告发布该内容的账号。
letter-ask-mute = 对该账号禁言 { $days } 天。
letter-ask-suspend = 暂停使用该账号 { $days } 天。
letter-ask-close_account = 关闭发布该内容的账号。
letter-ask-preserve = 保全该内容及相关记录，不得删改。
letter-due = 答复期限：{ $when }
letter-rule = 涉嫌违反的规定：{ $rule }
letter-facts = 核查情况：
letter-where = 内容所在位置（网址已作处理，以免误点：hxxp 即 http，[.] 即点号）：
letter-more = ……另有 { $count } 处，请向我们索取。
letter-nowhere = 没有内容的网址，请向我们询问。
letter-closed = 除向公安机关提供外，请勿保存、发送或转发该内容的任何图片或文件，只需要网址。
letter-answer = 答复方式：请告知已办理、部分办理，或者不予办理及理由，并注明编号 { $number }。
letter-by-phone = – 电话：{ $phone }
letter-by-mail = – 邮件：{ $email }（也可直接回复本邮件）
letter-by-reply = – 直接回复本邮件
letter-xarf = 附件为供计算机读取的同一要求，内有准确网址（XARF 4 格式）。
letter-end = 本函由系统自动发出，不含举报人的任何信息。

## 函件未能送达时的待办事项

task-letter_missing = 📮 { $number }：无法以邮件向{ $unit }提出处置要求，请改用其他方式：{ $phone }
task-letter_failed = 📮 { $number }：发给{ $unit }的处置要求未能送达，请改用其他方式：{ $phone }
task-letter_uncertain = 📮 { $number }：无法确定发给{ $unit }的处置要求是否送达，请核实：{ $phone }
task-letter_bounced = 📮 { $number }：发给{ $unit }的处置要求被退回，请改用其他方式：{ $phone }
task-no-channel = 没有查到公开的受理渠道
