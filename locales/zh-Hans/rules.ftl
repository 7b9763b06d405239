# /rules：举报办理流程，每一步一屏。案件的每一种变化都有一句说明。

command-rules = 举报办理流程
button-rules = 📖 办理流程
rules-title = 举报办理流程 · 第 { $place } 步，共 { $places } 步
rules-next = 下一步

rules-step-send = 您提交举报
rules-step-accept = 是否受理
rules-step-question = 需要您补充
rules-step-check = 核查与处置
rules-step-decide = 答复您
rules-step-appeal = 您不同意答复
rules-step-late = 逾期怎么办
rules-step-keep = 结束与删除

rules-who-reporter = 您本人
rules-who-moderator = 办理单位的工作人员
rules-who-lead = 办理单位的负责人
rules-who-parent_lead = 上级单位的负责人
rules-who-admin = 管理员
rules-who-system = 系统

rules-send = 发送链接、帖子、图片或几句话即可，可以匿名。提交后您会得到查询码，凭它随时查看进展。未填完的举报保留 { $draft_days } 天。
rules-danger = 如有人面临生命危险，请先拨打 { $emergency }。标明“有人面临危险”的举报会立即通知值班人员，不分昼夜，{ $danger_hours } 小时内处理。
rules-lines = 突破以下底线的内容，都可以举报：
rules-categories = 举报类别：{ $categories }

rules-move-accept = { $accept_days } 个工作日内告知您是否受理。由{ $who }决定，不由机器决定。
rules-move-refuse = 如不予受理，会说明理由，并告诉您可以向哪里反映。{ $appeal_window_days } 天内可以申请复核。
rules-move-join = 如有其他人举报了同样的内容，可能会一并办理。您的查询码不变，每一步进展都会告诉您。

rules-move-ask = 办理单位可能需要您补充情况。在您回答之前，办理时限暂停计算。
rules-move-answer = 请在 { $needs_info_days } 天内直接在这里回答。{ $needs_info_reminder_days } 天后仍未回答的，我们会提醒您一次。
rules-move-lapse = 到期没有收到补充的，举报可能会终止办理。您可随时重新举报，也可以申请复核。

rules-move-check = 由{ $who }领取并核查您举报的内容。开始核查时会告诉您。
rules-move-transfer = 如应由其他单位办理，会转给该单位，并告诉您转到哪里、为什么。
rules-move-return = 该单位可以退回一次，也会告诉您。
rules-move-measures = 如内容违反规定，办理单位会要求删除等处置，并告诉您已提出要求。
rules-move-refer = 需要公安等主管部门处理的，由{ $who }移送，每 { $referral_days } 天告诉您一次进展。
rules-word = { $word_days } 个工作日内，会有工作人员给您回音。

rules-move-unjoin = 如果并案有误，可在一天内拆分，您的查询码不变。
rules-move-removal_answer = 网站会答复：已处置、部分处置，或说明理由后拒绝。结果会告知您。
rules-move-removal_order = 如果网站拒绝或不答复，可由{ $who }责令其处置。
rules-move-removal_check = 由工作人员查看内容是否已经删除。您会得知何时删除、用了多久。
rules-move-back = 已删除的内容如再次出现，请告诉我们，我们会再次要求处置。
rules-move-decide = 办理单位写明处理结果和理由。认定违反规定的，必须写明依据的条款，仅凭一条底线不能作出决定。
rules-move-confirm =
    { $another ->
        [yes] 发给您之前，须经{ $who }审定。采取处置措施或认定举报不属实的，审定人不能是作出决定的人。
       *[no] 发给您之前，须经{ $who }审定。
    }
rules-move-send_back = 如有欠缺，由{ $who }退回重新核查。
rules-close = 结果应在 { $close_days } 个工作日内答复，最迟不超过 { $hard_days } 个工作日。
rules-close-own = { $category }：{ $close_days } 个工作日内
rules-own-times = 部分单位的时限有所不同，以您的举报中显示的时间为准。

rules-move-appeal = 收到答复后 { $appeal_window_days } 天内，可以申请一次复核，简单写明哪里不对即可。
rules-appeal = 复核申请在 { $appeal_days } 个工作日内答复您。
rules-move-appeal_for = 内容发布方也可以申请复核，但不会知道举报人是谁。
rules-move-dismiss =
    { $another ->
        [yes] 复核由{ $who }或上级负责，参与过原处理的人不得参加。可能维持原处理结果，并告诉您还可以向哪里反映。
       *[no] 复核由{ $who }负责。可能维持原处理结果，并告诉您还可以向哪里反映。
    }
rules-move-change = 也可能改变原处理结果，改变后同样须经另一人审定。
rules-move-remit = 或者重新核查。

rules-move-late = 一旦逾期，会告诉您，同时上报上级单位，并重新确定期限。
rules-move-take_over = 逾期后，{ $who }可以接手办理，并告诉您由谁答复。
rules-move-order = 也可以由{ $who }责成原单位限期办结，同样会告诉您。

rules-move-withdraw = 作出决定之前，您可以撤回举报。如还有其他人举报，或有人面临生命危险，仍会继续办理。
rules-move-unlink = 使用 /forgetme 后，我们不再保留您的账号和联系方式，只能凭查询码查看。
rules-move-archive = 不能再申请复核后，举报归档。
rules-move-purge = 保存期满后删除内容，但法院或法律要求继续保存的除外。
rules-kept = 按类别保存 { $least } 至 { $most } 天，办结时会告诉您具体日期。
