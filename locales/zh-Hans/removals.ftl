# 处置要求：要求网站或平台做什么、答复如何、人工查看结果如何。

## 办理时的提问

measures-addressee-ask = 向谁提出要求？请点选，或输入单位、平台的名称、网站域名或代码。
measures-told-ask = 电话告知了谁？例如公司和联系人。仅同事可见。
measures-what-ask = 要求采取什么措施？
measures-length-ask = 多少天？请点选，或输入天数。
measures-targets-ask = 涉及哪些网址？请点“全部”，或输入编号，如 1、3。
measures-rule-ask = 违反了哪一条规定？
measures-facts-ask = 核查情况如何？被要求的一方会看到，举报人看不到。请不要写举报人的任何信息。
measures-send-ask = 将提出以下要求，确认发送吗？
removal_answer-partly-ask = 哪些已经办理，哪些还没有？有多个网址的，请写明网址或编号，如“1 已删除，2 未删除”。提出要求的单位会看到。
removal_answer-reason-ask = 为什么不办理？提出要求的单位会看到理由。
removal_order-reason-ask = 责令做什么，理由是什么？该网站的工作人员会看到。
removal_order-days-ask = 什么时候前办好？
decide-seen_gone-ask = 谁确认内容已不存在？请点按钮，或写明姓名和职务。仅同事可见。
change-seen_gone-ask = 谁确认内容已不存在？请点按钮，或写明姓名和职务。仅同事可见。
seen_gone-self = 我亲自查看过
staff-seen-gone = 查看确认人：{ $name }

addressee-phone = 电话告知
what-remove = 删除内容
what-restrict = 限制传播
what-label = 作出标识
what-warn = 警告账号
what-mute = 账号禁言
what-suspend = 暂停账号
what-close_account = 关闭账号
what-preserve = 保全内容
length-14 = 14 天
targets-all = 全部

removal-whom-unknown = 没有找到这个单位或平台。请核对，或点“电话告知”。
removal-whom-several = 有 { $count } 个符合，请把名称写得更完整。
removal-whom-gone = 已无法向该单位或平台提出要求，请另选。
removal-targets-unknown =
    { $count ->
        [one] 请点“全部”。
       *[other] 请点“全部”，或输入 1 至 { $count } 的编号。
    }
removal-targets-gone = 您选择的网址刚刚由举报人撤回，请重新填写。
removal-days-unknown = 请输入天数：1 至 { $most }。
removal-too-many = 该案件的处置要求已达上限（{ $most } 条）。

## 一条处置要求

removal-somebody = 电话告知对象
removal-for-days = { $what }（{ $count } 天）
removal-to = 被要求方：{ $name }
removal-hosts-unknown = ⚠️ 名录中未登记 { $name } 运营 { $hosts }，请核对被要求方。
removal-from = 提出单位：{ $unit }
removal-until = 请于 { $until } 前答复
removal-late-since = ⏰ 应于 { $until } 前答复
removal-back = 🔁 已再次出现 { $count } 次
removal-addresses = 内容网址（{ $count }）：
removal-addresses-more = ……另有 { $count } 处
removal-addresses-hidden = 共 { $count } 处网址，已隐藏。请勿打开或保存该内容。
removal-rule = 依据：{ $rule }
removal-facts = 核查情况
removal-order = 上级单位的责令
removal-of-case = 处置要求

removal-state-asked = ⏳ 待答复
removal-state-late = ⏰ 逾期未答复
removal-state-to_check = 👁 待查看
removal-state-settled = 已了结
removal-answer-done = ✅ 答复称已办理
removal-answer-partly = ◐ 答复称部分办理
removal-partly = 已办理和未办理的部分
removal-answer-refused = ⛔ 拒绝办理
removal-answer-none = ⏰ 逾期未答复
removal-check-gone = ✅ 查看：已不存在
removal-check-still_there = ❌ 查看：仍然存在
removal-check-changed = ✏️ 查看：已修改

removal-button-done = 已办理
removal-button-partly = 部分办理
removal-button-refused = 不予办理
removal-look-gone = 已不存在
removal-sure-gone =
    { $count ->
        [1] 您亲自查看，确认内容已不存在吗？
       *[other] 您亲自查看，确认全部 { $count } 个网址的内容均已不存在吗？
    }
removal-sure-still_there = 您亲自查看，确认内容仍然存在吗？将再次提出要求。
removal-sure-changed = 您亲自查看，确认内容已修改而未删除吗？
removal-sure-back = 内容再次出现了吗？将再次要求删除。
removal-will-hear-gone = 内容已删除，工作人员已查看确认。
removal-will-hear-still_there = 内容仍然存在，办理单位已再次提出要求。
removal-will-hear-changed = 内容已修改，但未删除。
removal-will-hear-back = 内容再次出现，办理单位已再次要求删除。
removal-yes-gone = 是，已不存在
removal-yes-still_there = 是，仍然存在
removal-yes-changed = 是，已修改
removal-yes-back = 是，再次出现
removal-sure-no = 否
removal-look-still_there = 仍然存在
removal-look-changed = 已修改
removal-show-addresses = 显示网址
removal-letter = 处置函
removal-which-buttons = 第一行：对方的答复。第二行：您亲自查看的结果。
removal-open = 查看要求：{ $name }
verb-removal_answer = 答复处置要求
verb-removal_order = 责令办理
verb-removal_check = 查看结果
verb-back = 再次出现

removal-note-done = 已记录：已办理。将由提出要求的单位查看。
removal-note-partly = 已记录：部分办理。将由提出要求的单位查看。
removal-note-refused = 已记录：不予办理，已告知上级单位。
removal-note-ordered = 已责令，并再次提出要求。
removal-note-gone = 已记录：内容已不存在。
removal-note-still_there = 已记录：内容仍然存在，已再次提出要求。
removal-note-back = 已记录：内容再次出现，已再次要求删除。如系误点，请点“已不存在”，举报人将获知内容已不存在。
removal-note-changed = 已记录：内容已修改。

## 列表

command-measures = 处置要求：待答复、逾期、待查看
measures-by = 处置要求
measures-by-empty = 没有未了结的处置要求。
measures-check = 👁 待查看
measures-check-empty = 没有需要查看是否已删除的内容。
measures-to_do = 📮 对本单位的要求 · 待处置
measures-to_do-empty = 没有待您单位处置的要求。
measures-of = 对本单位的要求
measures-of-empty = 没有对您单位的要求。
measures-back = 全部处置要求

## 给工作人员的通知

notice-removal_asked-asked = 📨 { $number }：有一条对您单位的处置要求，请点按钮答复。
notice-removal_asked-reminded = ⏳ { $number }：答复时间已过半。
notice-removal_asked-ordered = ❗ { $number }：上级单位责令办理。
notice-removal_asked-still_there = ❌ { $number }：内容仍然存在，再次请您单位办理。
notice-removal_asked-back = 🔁 { $number }：内容再次出现，请您单位再次办理。
notice-removal_asked-new_time = 🗓 { $number }：因工作日、办公时间调整或系统时钟有误，答复期限有变，以此次为准。
notice-removal_asked-settled = { $number } 已了结，您单位无需再办理。
notice-removal_news = 📨 { $number }：处置要求有新情况。
notice-removal_stuck = ⛔ { $number }：对方拒绝办理或逾期未答复，请决定下一步。

## 举报人

notice-acting-rule = 经核查，该内容涉嫌违反相关规定。
removal-the-site = 该网站
removal-told-asked = 办理单位已要求{ $site }于 { $until } 前删除。
removal-told-asked-other = 办理单位已要求{ $site }于 { $until } 前采取措施。
removal-told-asking = 办理单位正在要求{ $site }于 { $until } 前删除，通知尚在送达途中。
removal-told-asking-other = 办理单位正在要求{ $site }于 { $until } 前采取措施，通知尚在送达途中。
notice-removal_told =
    { $news ->
        [done]
            { $days ->
                [0] { $site }答复：已于 { $day } 删除（举报当日）。办理单位还会查看。
               *[other] { $site }答复：已于 { $day } 删除（举报后 { $days } 天）。办理单位还会查看。
            }
        [gone]
            { $days ->
                [0] 内容已于 { $day } 删除（举报当日），工作人员已查看确认。
               *[other] 内容已于 { $day } 删除（举报后 { $days } 天），工作人员已查看确认。
            }
        [passed_up] 办理单位要求的措施被拒绝，或没有按时采取。现已上报{ $site }。
        [stuck] 办理单位要求的措施被拒绝，或没有按时采取。办理单位将决定下一步。
        [not_done] { $site }更正了答复：办理单位要求的措施没有采取，或没有全部采取。办理单位将继续办理。
        [now_refused] { $site }更正了答复：不采取办理单位要求的措施。办理单位将决定下一步。
        [changed] 办理单位查看后发现内容已修改，但未删除。办理单位将决定下一步。
        [changed_other] 办理单位查看后发现内容已修改。办理单位将决定下一步。
        [still_there] 办理单位查看后发现内容仍然存在，已再次提出要求。
        [still_there_asks] 办理单位查看后发现内容仍然存在，正在再次提出要求，通知尚在送达途中。
        [back] 内容再次出现，办理单位已再次要求删除。
        [back_asks] 内容再次出现，办理单位正在再次要求删除，通知尚在送达途中。
       *[other] 办理单位要求的措施已经采取。
    }
removal-told-by = 答复期限：{ $until }。
standing-said-removed = 网站表示已于 { $day } 删除，办理单位将进行查看。
standing-removed = 截至 { $day }，内容已不存在。

## 不能办理的原因

removal-unknown = 在您可以查看的范围内，没有找到这条处置要求。
removal-moved-on = 这条处置要求刚刚被他人更新，最新情况如下。
removal-not-now = 这条处置要求已处于其他状态，现在不能这样操作。
removal-not-removed = 该案件不是以“已删除”办结的。
removal-back-already = 已经再次要求删除了。
refusal-unproven-removed = 选择“已删除”，须有答复“已办理”的处置要求，或有人查看确认内容已不存在。如果是办理单位自行删除的，请选“办理单位自行删除”。
refusal-unproven-provider_refused = 选择“平台未予处置”，须有被拒绝或逾期未答复的处置要求。
