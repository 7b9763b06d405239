# 对举报人说的话。平实、友善，让害怕的人也能安心读下去。

language-name = 中文

## 时间

weekday-1 = 周一
weekday-2 = 周二
weekday-3 = 周三
weekday-4 = 周四
weekday-5 = 周五
weekday-6 = 周六
weekday-7 = 周日
month-1 = 1月
month-2 = 2月
month-3 = 3月
month-4 = 4月
month-5 = 5月
month-6 = 6月
month-7 = 7月
month-8 = 8月
month-9 = 9月
month-10 = 10月
month-11 = 11月
month-12 = 12月
time-moment = { $month }{ $day }日（{ $weekday }）{ $clock }
time-day = { $year }年{ $month }{ $day }日

## 按钮（不超过 40 个字符）

button-report = 我要举报
button-continue = 继续填写
button-fresh = 重新开始
button-unsure = 都不是 / 不确定
button-skip = 跳过
button-back = 上一步
button-cancel = 取消
button-done = 发完了
button-share-phone = 分享我的电话号码
button-submit = 提交举报（本人承诺如实举报）
button-cases = 我的举报
button-see-report = 查看举报
button-list = 返回列表
button-more = 更早的举报
button-answer = 回答问题
button-add = 补充证据
button-copy-code = 复制查询码
button-fingerprints = 文件指纹
button-to-receipt = 返回
button-appeal = 申请复核
button-withdraw = 撤回举报
button-privacy = 隐私说明
button-privacy_kept = 我们保存什么
button-privacy_contact = 您的联系方式
button-language = 语言

## 开始、说明、设置

start-welcome =
    您好！在这里可以举报网上的违法和不良信息，大约两分钟即可完成，可以匿名。

    请点“我要举报”，也可以直接发送链接、转发帖子或发送截图。
start-emergency = 如果您或其他人正处于危险之中，请马上拨打 { $number }。
start-unfinished = 您有未填完的内容。
offered = 您有一份未填完的举报。继续填写，还是重新开始？
offered-since = 上次填写：{ $when }
offered-kept = 您刚发送的内容已保存：继续填写，会加入这份举报；重新开始，会作为新举报的内容。

idle = 现在没有打开的内容。请发送链接、转发内容、截图或几句话，我会问您想怎么处理。
cancel-done = 已放弃，没有提交任何内容。
cancel-nothing = 当前没有需要取消的操作。

help-title = 使用帮助
help-how = 要举报，直接发送链接、转发帖子或发送截图即可。
help-reports = 举报
help-offices = 各单位
help-you = 您和您的数据
help-cases = 案件
help-contacts = 举报人联系方式
help-people = 本单位
help-network = 全部单位
help-announcements = 群发通知
help-figures = 统计和导出

settings-title = 设置
settings-language = 语言：{ $language }
language-ask = 请选择语言：
language-offer = 可以使用中文，请点“中文”。
language-set = 已切换为中文。

privacy-title = 您的隐私
privacy-who =
    Telegram 知道您的账号，但办理单位看不到、也不使用，工作人员只能看到代号。您的账号只用于向您发送举报进展。
privacy-kept =
    我们会保存：您举报的内容、您写的说明、您发送的文件，以及您自愿留下的联系方式。以上内容全部加密。举报中不保存您的位置和 Telegram 名称。

    有的单位没有使用 Telegram，我们会把您举报的内容和您写的说明通过邮件转给他们，其中不含文件、联系方式和您的身份信息。
privacy-contact =
    您的联系方式单独加密保存，办理人员只能看到“有”或“没有”。如需查看，必须说明理由，并经不参与办理的人员同意。每次查看都有记录。
privacy-choice =
    匿名举报同样受到重视。办结之前，您可以撤回举报。查询码在任何账号上都能查询，请妥善保管，不要告诉他人。

## 举报的各个问题

report-privacy = 您可以匿名举报。办理单位只能看到代号，看不到您的账号。详见 /privacy
report-to-unit = 您的举报将交给：{ $unit }
report-to-unit-above = { $asked }不办理这类举报，您的举报将交给：{ $unit }

report-category-ask = 属于哪一类？选最接近的即可，办理单位会再核对。
report-category-unsure = 不确定，或都不符合？请点“{ $other }”。
report-subcategory-ask = 具体是哪一种？
report-words-ask = 请用几句话说明：问题出在哪里？可以跳过。
report-evidence-ask = 请发送截图、照片或文件，可以多个，发完请点“完成”。
report-region-ask = 涉及哪个地区？不确定可以跳过。
report-identity-ask =
    您想以什么方式举报？

    可以匿名，同样受到重视。留下联系方式，便于办理单位向您了解情况；联系方式会加密保存，绝不透露给被举报人。
report-name-ask = 请问您的姓名？
report-contact-ask =
    怎样联系您？请发送电话号码或邮箱地址。

    如果您在举报内容里也写了它，办理人员在那里是看不到的；有人面临生命危险时除外。
report-contact-share = 点输入框下方的按钮可以分享您本人的号码，也可以直接输入电话号码或邮箱地址。
report-review-ask = 请核对以上内容。您现在发送的文字和文件都会加入举报。点“提交举报”即表示您如实举报：您相信所举报的内容属实。

report-hotline = 这类内容也可以拨打 { $hotline } 举报或咨询。如有人正处于危险之中或正在被骗，请先拨打 { $emergency }。
report-closed =
    谢谢您没有视而不见。看到这样的内容，心里一定不好受。您把网址发来，就已经做得足够了。

    请不要保存、发送或转发任何相关图片或文件，我们只需要网址。您也可以拨打 { $hotline } 举报；如有孩子正处于危险之中，请先拨打 { $emergency }。本次举报是匿名的，不会要求您留联系方式。
own-left-out = 这是您自己发的消息，您的名字已隐去。
report-link-many = 链接较多：前 { $most } 个已逐一列出，其余的按您发来的原样保留在文字说明中，一个也不会丢。
report-region-typed = 已按您写的填入地区。如果不对，请点“地区”更改；如果这是要补充的内容，请点“补充说明”后再发一次。
report-danger-now = 有人正面临生命危险吗？请立即拨打 { $number }，打电话比举报更快。

files-kept =
    { $files ->
       *[other] 已收到 { $files } 个文件，可以继续发送。
    }
files-forgotten = 您发送的文件未打开，已直接删除：这类内容只需要网址。
file-not-kept-too_big = 超过 { $size } MB 的文件无法保存，已略去；您这条消息的其他内容都已保存。您可以发一小段视频、一张截图，或者原帖的链接。
file-not-kept-too_many = 最多可以放 { $most } 个文件。前面的已经保存，其余的没有保存。
file-not-kept-no_room = 存储空间已满，文件没有保存；您这条消息的其他内容都已保存。请稍后再发文件。
file-not-kept-quota = 您在短时间内发送了较多文件，这个文件没有保存；您这条消息的其他内容都已保存。请过一小时或明天再发。
not-kept-location = 您发送了一个地图位置。为了保护您，我们不保存手机所在的位置。请改为写下地址或地点名称。
not-kept-paid_media = Telegram 不向我们显示付费的图片和视频，因此没有保存。请发截图，或者原帖的链接。
not-kept-passport_data = Telegram Passport 中的证件一概不收，也没有保存。办理举报不需要这些证件。
not-kept-unknown = 这种消息暂时读不了，因此没有保存。请发截图，或者用文字写下内容。
files-so-far = 已收到文件：{ $files } 个
contact-kept = 谢谢，您的联系方式已加密保存。
dialogue-continue = 我们接着刚才的内容继续。

## 核对

review-title = 您的举报
review-category = 类别
review-region = 地区
review-identity = 举报方式
review-name = 姓名
review-contact = 联系方式
colon = ：
review-more-links =
    { $count ->
       *[other] 另有 { $count } 个链接
    }
report-tick-gone = 这一项已不需要勾选，其他内容没有变化。

## 提交之后可以做的事

addition-content-ask = 您想补充什么？请直接写下来，或发送文件后点“发完了”。
answer-content-ask = 请回答办理单位的问题：可以直接写下来，也可以发送文件后点“发完了”。
appeal-reasons-ask =
    您为什么不同意这个处理结果？请用自己的话写下来。

    将由未参与原处理的人员复核。每个处理结果可以申请一次复核。
appeal-said-before = 点“用以上内容申请”，即以您写的内容申请复核；您也可以重新写理由，届时只发送新写的内容。
reasons-said = 用以上内容申请
withdrawal-sure-ask = 确定要撤回这份举报吗？如果还有其他人举报同一内容，或有人面临生命危险，办理单位仍会继续办理。
sure-yes = 是的，撤回
sure-no = 不，保留举报

addition-no-appeal = 这还不是复核申请。如果不同意处理结果，请点“申请复核”。
addition-done = 谢谢，您的补充已收到，并已通知办理单位。
answer-done = 谢谢，您的回答已收到，办理单位会继续办理。
appeal-done = 您的复核申请已收到，将由未参与原处理的人员复核。
withdraw-done = 您的举报已撤回。
withdraw-kept = 没有任何变化，您的举报仍然有效。

## 举报办到哪一步

standing-title = 举报 ··{ $tail }
standing-category = 类别：{ $category }
standing-filed = 提交时间：{ $when }
standing-kept-code = 您正凭查询码查看；如需补充，请使用提交举报的账号。
standing-question = 办理单位的问题：
standing-rule = 可能涉及：{ $rule }
rule-with-subject = { $rule }（{ $about }）
card-about-closed = 您的举报已有处理结果。
card-about-not_accepted = 您的举报未予受理。
card-about-archived = 您的举报已办结并归档。
card-reasons-apart = 理由见答复消息，也可在“我的举报”中查看。
standing-reasons = 办理单位的说明：
standing-again = 复核结果：
standing-first = 原处理结果：
standing-appeal-until = 申请复核截止日期：{ $until }（含当日）
standing-rated = 您的评价：{ $stars } 分（满分 5 分）
rate-ask = 您对办理情况满意吗？5 分为最高。
rate-thanks = 谢谢您的评价。
due-accept = 办理单位将于 { $due } 前告知您是否受理。
due-answer = 预计 { $due } 前告知您办理结果。
due-appeal = 预计 { $due } 前告知您复核结果。

cases-title = 您的举报（最新的在前）。点一下可查看进展。
cases-none = 您还没有提交过举报。
track-how = 请直接发送 12 位查询码。

## 提交和回执

filed = ✅ 谢谢您，举报已提交。
filed-again = 这份举报已经提交过，没有重复提交。
filed-code = 您的查询码：

notice-receipt = 这是您的回执，请妥善保存，查询码请不要告诉他人。
receipt-above = 您选择的是{ $asked }。该单位不受理这类举报，您的举报已转由{ $unit }办理。
receipt-unit = 办理单位：{ $unit }
receipt-phone = 24 小时电话：{ $phone }
receipt-danger = 如果有人面临生命危险，请同时拨打 { $number }。
receipt-files =
    { $files ->
       *[other] 您提交的 { $files } 个文件的指纹（SHA-256），可供日后核对：
    }
receipt-files-more =
    { $count ->
       *[other] 另有 { $count } 个
    }
receipt-files-pending =
    { $count ->
       *[other] 还有 { $count } 个文件正在保存，保存完毕后会在这里显示。
    }
receipt-files-stored = 您的文件均已妥善保存。
receipt-files-refused =
    { $count ->
       *[other] 第 { $places } 个文件没有保存：文件过大，或者 Telegram 未能提供。您可以补充较小的文件或截图。
    }
notice-files-unsent =
    { $count ->
       *[other] 办理单位的第 { $places } 个文件无法发送给您，您可以向办理单位索取。
    }
receipt-next = 本次举报的进展都会发到这里。

## 进展通知：开头只有查询码末四位和状态，不出现举报内容

notice-head = 举报 ··{ $tail } · { $status }
notice-fingerprints = 您的文件均已收到并妥善保存。
notice-accepted = 您的举报已受理，类别：{ $category }。
notice-not_accepted = 您的举报未予受理。
notice-question = 办理单位需要向您了解一个情况，请在 { $until } 前回答。在您回答之前，办理时限暂停计算。
notice-question_reminder = 还有一个问题等您回答。请在 { $until } 前回答，以便继续办理。
notice-answered = 补充的回答已收到，办理单位会继续办理。
notice-verifying = 您的举报正在核查。
notice-acting = 经核查，该内容涉嫌违反相关规定，已要求处置。
notice-closed = 您的举报有处理结果了。
notice-appealed = 复核申请已收到，将由未参与原处理的人员复核。
notice-appeal_result = 复核结果已出。
redress-above = 如果仍有不同意见，可以向上一级单位反映：{ $unit }
redress-none = 这是最终的复核结果，上面没有可以反映的单位。
notice-appeal_remitted = 经复核，您的举报正在重新核查。
notice-lapsed = 因未收到所需补充材料，本次举报已终止办理。您可随时重新举报。
notice-withdrawn = 已按您的要求撤回举报。
notice-reply_lost = 我刚才的回复您可能没有收到。您发送或点击的可能已经办好，请先看一下；如果没有，请再操作一次。
notice-draft_reminder =
    { $days ->
       *[other] 您有一份未填完的举报，还会保留 { $days } 天，之后将删除。
    }
notice-draft_discarded = 您有一份举报未能按时填完，内容和文件已删除。您可以随时重新开始。
