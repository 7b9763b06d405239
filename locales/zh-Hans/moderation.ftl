# 工作人员看到的文字：短，清楚，不打扰。

# 卡片按钮

verb-read = 打开
verb-take = 领取
verb-note = 备注
verb-open_evidence = 查看证据
verb-open_uncleaned = 仍要打开
verb-grant = 邀请
verb-bind = 绑定群
verb-ask = 询问举报人
verb-lapse = 逾期未答，终止办理
verb-accept = 受理
verb-refuse = 不予受理
verb-check = 开始核查
verb-measures = 要求处置
verb-decide = 作出决定
verb-confirm = 审定并发出
verb-send_back = 退回重办
verb-dismiss = 维持原决定
verb-change = 变更决定
verb-remit = 重新核查
verb-tell = 告知举报人
verb-have = 我来处理
verb-hold = 法定留存
verb-unhold = 解除留存
verb-ask_identity = 申请联系方式
verb-answer_identity = 答复申请
verb-warn = 误用告诫
verb-pause = 暂停处理
verb-unpause = 恢复处理
verb-judge_pause = 复核暂停
verb-release = 移出隔离
verb-enter = 代为录入
verb-templates = 常用语
verb-units = 单位
verb-join = 并案
verb-unjoin = 撤销并案
verb-transfer = 转办
verb-return = 退回原单位
verb-refer = 移送
verb-appeal_for = 被举报方申请复核
verb-take_over = 提级办理
verb-order = 责令办理并发回

# 角色

role-nobody = 无角色
role-reporter = 举报人
role-moderator = 审核员
role-lead = 负责人
role-parent_lead = 上级单位负责人
role-admin = 管理员
role-system = 系统
role-custodian = 身份信息保管员

# 件的状态，工作人员的说法；举报人看到的另有措辞。

staff-status-submitted = 待受理
staff-status-needs_info = 待举报人答复
staff-status-accepted = 已受理
staff-status-not_accepted = 不予受理
staff-status-verifying = 核查中
staff-status-acting = 处置中
staff-status-referred = 已移送
staff-status-feedback_pending = 待审定
staff-status-closed = 已办结
staff-status-appealed = 复核中
staff-status-withdrawn = 已撤回
staff-status-joined = 已并案
staff-status-archived = 已归档
staff-status-purged = 已删除

# 卡片

accept-as = 按{ $category }受理
accept-as-another = 按其他类别受理…
card-more = 更多
card-less = ‹ 收起
staff-danger-short = 🆘 生命危险
staff-about-files = 📎 { $count } 个文件
staff-about-reports = { $count } 次举报
staff-earlier-messages = 💬 之前的 { $count } 条往来
staff-danger = 🆘 有人正面临生命危险
staff-region = 地区：{ $region }
staff-clock-due = ⏳ 期限：{ $until }
staff-clock-overdue = ⏰ 已逾期，原期限：{ $until }
staff-clock-paused = ⏸ 等待举报人答复，自 { $since } 起暂停计时
staff-taken-by-you = 👤 由您办理
staff-taken-by-nobody = 👤 还没有人领取
staff-taken-by = 👤 经办人：{ $name }
staff-colleague = 同事
staff-reporter = 举报人 { $alias }
staff-identity-anonymous = 匿名
staff-identity-confidential = 留联系方式（保密）
staff-identity-real_name = 实名
staff-contact = 有联系方式
staff-contact-none = 无联系方式
staff-language = 语言：{ $language }
staff-report-danger = 🆘 举报人称有人正面临生命危险。
staff-report-withdrawn = ↩️ 举报人已撤回
staff-report-unreachable = 🔕 目前联系不上这位举报人。
staff-target-sent = 举报人发来的原样：
staff-target-disguised = ⚠️ 该网址有意伪装成其他网站。
staff-origin-user = 转发自 { $title }
staff-origin-hidden_user = 转发自 { $title }（账号已隐藏）
staff-origin-chat = 转发自群组 { $title }
staff-origin-channel = 转发自频道 { $title }
staff-origin-untitled = （无名称）
staff-evidence = 证据：{ $count } 个文件
staff-file-photo = 图片
staff-file-document = 文件
staff-file-video = 视频
staff-file-voice = 语音
staff-file-audio = 音频
staff-file-animation = 动图
staff-file-video_note = 视频消息
staff-file-sticker = 贴纸
staff-mime-docx = Word 文档（DOCX）
staff-mime-xlsx = Excel 表格（XLSX）
staff-mime-pptx = PowerPoint 演示文稿（PPTX）
staff-mime-doc = Word 文档（DOC）
staff-mime-xls = Excel 表格（XLS）
staff-mime-ppt = PowerPoint 演示文稿（PPT）
staff-mime-macros = ⚠️ 带宏的 Office 文件
staff-mime-apk = ⚠️ 安卓应用安装包（APK）
staff-mime-ipa = ⚠️ 苹果应用安装包（IPA）
staff-mime-jar = ⚠️ Java 程序（JAR）
staff-mime-zip = ZIP 压缩包
staff-mime-rar = RAR 压缩包
staff-mime-7z = 7z 压缩包
staff-mime-exe = ⚠️ Windows 程序
staff-mime-program = ⚠️ 可执行程序
staff-mime-text = 纯文本
staff-mime-html = 网页文件（HTML）
staff-mime-m4a = 音频（M4A）
staff-mime-mp3 = 音频（MP3）
staff-mime-amr = 音频（AMR）
staff-mime-heic = 照片（HEIC）
staff-mime-unknown = 类型不明
staff-file-coming = 正在保存
# Same as in English
staff-size-kb = { $size } KB
# Same as in English
staff-size-mb = { $size } MB
staff-refused-too_big = 未保存：文件过大
staff-refused-too_many = 未保存：文件数量超过上限
staff-refused-empty = 未保存：空文件
staff-refused-gone = 未保存：获取时已不存在
staff-refused-other = 未保存
staff-file-caption = { $number } · 第 { $place } 个，共 { $of } 个
staff-files-missing = 有 { $count } 个文件无法打开：存储中已没有。
staff-files-held = { $number }：以下 { $count } 个文件可能带有制作者信息。仍要打开吗？打开会记入日志。
staff-open-uncleaned = 仍要打开 · { $place }
files-unsent =
    { $count ->
       *[other] 第 { $places } 个文件无法发送：Telegram 不接收。
    }
staff-message-question = ❓ 询问举报人
staff-message-answer = 💬 举报人答复
staff-message-addition = ➕ 举报人补充
staff-message-appeal = ⚖️ 复核申请
staff-message-note = 📝 备注
staff-decision = 决定
staff-decision-waiting = 待审定的决定
staff-decision-earlier = 先前的决定
staff-by = { $name } 作出
staff-facts = 事实（内部）
staff-feedback = 给举报人的答复
staff-appeal-dismissed = 维持原决定
staff-more = ……另有 { $count } 项
staff-read-all = 查看全文
staff-to-case = 返回案件
staff-to-queue = ☰ 待办

# 列表

verb-assign = 指派
verb-give_back = 退回待办
staff-next-case = 下一个案件 ›
assign-ask = { $number } 交给谁办理？括号内是各人待办的案件数。
assign-person = { $name }（{ $count }）
assign-nobody = 该单位目前没有其他人员可以办理该案件。
assign-done = 👤 已指派。
give_back-done = ↩️ 已退回待办。
next-none = ✅ 没有其他案件等待您处理。
staff-queue = 待办
staff-queue-of = 待办 · { $unit }
staff-queue-empty = ✅ 没有待办。
staff-mine = 我的
staff-mine-empty = 您没有待办的案件。发送 /queue 查看全部待办。
staff-unanswered = ⏸ 待举报人答复
staff-unanswered-empty = 您没有等待举报人答复的案件。
staff-to_confirm = ✍️ 待审定
staff-to_confirm-empty = 没有待您审定的决定。
staff-appeals = ⚖️ 待复核
staff-appeals-empty = 没有待您复核的案件。
staff-refresh = ↻ 刷新
staff-next = 下一页 ›
staff-due-short = ⏳ 还剩 { $left }
staff-late-short = ⏰ 逾期 { $age }
staff-age-minutes = { $count } 分钟
staff-age-hours = { $count } 小时
staff-age-days = { $count } 天
staff-open-private = 在私聊中打开
staff-sent-in-private = 已发到您的私聊。

# 提醒

notice-new_case = 🆕 新案件 { $number }
notice-reporter_added = ➕ { $number }：举报人有补充。
notice-reporter_added-gathered = ➕ { $number }：举报人又补充了 { $count } 次。
gathered-places = 新增网址：
gathered-more = ……另有 { $count } 个
notice-reporter_answered = 💬 { $number }：举报人已答复，恢复计时。
notice-reporter_withdrew = ↩️ { $number }：有举报人撤回举报。
notice-confirm_wanted = ✍️ { $number }：等您审定。
notice-sent_back = ↩️ { $number }：已退回您重办，原因见备注。
notice-appeal_entered = ⚖️ { $number }：收到复核申请，须由未参与原决定的人办理。
judge-why-alone = { $unit }的负责人按规定都须回避，因此请您办理。
judge-why-no_lead = { $unit }没有负责人，因此请您办理。
judge-why-away = 目前联系不到{ $unit }的其他负责人，因此请您办理。
notice-remitted = ⚖️ { $number }：经复核，需要重新核查。
notice-group_lost = ⚠️ { $unit }的群已无法发送消息，卡片暂时改发给个人。要重新绑定，请在群中发送 /bind。
notice-group_released = ⚠️ { $unit }的群已解除绑定：当时绑定的人已没有此权限。卡片暂时改发给个人。要重新绑定，请在群中发送 /bind。

# 办理时的提问

accept-category-ask = 请确认类别，第一项是举报人选的。点一下即受理。
accept-subcategory-ask = 具体是哪一种？
refuse-ground-ask = 为什么不予受理？
refuse-feedback-ask = 请告诉举报人不予受理的原因，以及可以向哪里反映。将原文发送。
ask-question-ask = 请写下要问举报人的问题。将原文发送，举报人答复前暂停计时。如有附件，请先发到这里。
decide-outcome-ask = 内容的处理结果是？
decide-rule-ask = 决定依据哪一条规定？
decide-facts-ask = 请写明认定的事实。内部使用，举报人看不到。
decide-feedback-ask = 请写给举报人：结果和理由。审定后原文发送。请不要写人名，不要涉及第三人。
lapse-sure-ask = 确认没有收到答复吗？案件将终止办理。
lapse-will-hear = 因未收到所需补充材料，举报已终止办理。
sure-lapse = 是，终止办理
reporters-will-be-told =
    { $count ->
        [0] 没有可在此告知的举报人。
       *[other] 将告知 { $count } 位举报人：{ $what }
    }
send_back-reason-ask = 还缺什么？仅同事可见。
dismiss-feedback-ask = 为什么维持原决定？将原文发给举报人。
change-outcome-ask = 现在的处理结果是？
change-rule-ask = 新决定依据哪一条规定？
change-facts-ask = 请写明新决定认定的事实。内部使用，举报人看不到。
change-feedback-ask = 请写给举报人：有什么变更，为什么。审定后将原文发送，请不要写出任何人的姓名和他人情况。
remit-feedback-ask = 为什么需要重新核查？将原文发给举报人。
note-text-ask = 请写备注。仅同事可见。

# 单位人员

staff-which-unit = 哪个单位？
staff-invite-unit = 邀请到哪个单位？
staff-people = { $unit }人员
staff-people-none = 还没有人。
staff-left = 您已不再负责{ $unit }。
staff-person = { $name } — { $role }
staff-invite = ➕ 邀请
staff-revoke = 移除 { $name }
staff-no-lead = ⚠️ 该单位没有负责人。其处理决定将由{ $above }审定。
staff-no-lead-top = ⚠️ 该单位没有负责人。其处理决定将由管理员审定。
staff-revoke-ask = 将 { $name } 移出{ $unit }？移出后不能再查看该单位的案件。
staff-revoke-surely = 确定移除
staff-back-to-people = ‹ 返回
staff-connect-group = 绑定群
staff-invite-role = 邀请到{ $unit }担任什么角色？
staff-invited =
    邀请：{ $unit }{ $role }。
    请把下面的链接发给本人。链接只能用一次，{ $until } 前有效。
staff-share = 发送链接
staff-joined = ✅ 欢迎您！您现在是{ $unit }{ $role }。
staff-joined-admin = ✅ 欢迎您！您现在是{ $role }。
staff-joined-next = 发送 /queue 查看待办，发送 /mine 查看您领取的案件。

# 单位的群

group-which-unit = 要在本群显示哪个单位的案件？
group-bound = ✅ 本群将显示{ $unit }的案件，只显示编号、类别、状态和期限。其他内容只在私聊中显示。

notice-journal_head = 日志现有 { $count } 条记录。请保存下面这一行：日后凭它可以证明记录没有被删减。

## Words in another language than the reporter reads

language-unread = 可能看不懂的举报人使用的语言：{ $languages }
staff-feedback-foreign = ⚠️ 使用以下语言的举报人可能看不懂这些文字：{ $languages }
refuse-language-ask = ⚠️ 您写的文字与举报人使用的语言似乎不同，仍要发送吗？点“上一步”可以重写。
ask-language-ask = ⚠️ 您写的文字与举报人使用的语言似乎不同，仍要发送吗？点“上一步”可以重写。
tell-language-ask = ⚠️ 您写的文字与举报人使用的语言似乎不同，仍要发送吗？点“上一步”可以重写。
decide-language-ask = ⚠️ 您写的文字与举报人使用的语言似乎不同，仍要发送吗？点“上一步”可以重写。
dismiss-language-ask = ⚠️ 您写的文字与举报人使用的语言似乎不同，仍要发送吗？点“上一步”可以重写。
change-language-ask = ⚠️ 您写的文字与举报人使用的语言似乎不同，仍要发送吗？点“上一步”可以重写。
remit-language-ask = ⚠️ 您写的文字与举报人使用的语言似乎不同，仍要发送吗？点“上一步”可以重写。
language-send = 仍然发送
