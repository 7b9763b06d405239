# 单位与举报人之间的往来：提问和告知，给一位或给全部。

## 工作人员看到的

ask-whom-ask = 要询问哪位举报人？请点选，或输入代号。
tell-whom-ask = 要给哪位举报人留言？请点选，或输入代号。
tell-text-ask = 请写给举报人。将原文发送，案件状态不变。如有附件，请先发到这里。
whom-all = 全部举报人
whom-unknown = 该案件没有这个代号的举报人，请点按钮选择。
refusal-nobody-to-write-to = 没有可以联系的举报人：已全部撤回，或无法通过本渠道联系。
staff-to-all = → 全部
staff-message-told = ✉️ 给举报人的留言
staff-message-edit = ✏️ 修改后的版本
files-never-here = 该案件不收也不发任何文件：这类内容只需要网址。
staff-enclosed = 📎 随附文件：{ $count } 个
staff-edited-later = ✏️ 后有修改，新版本见下；此处为最初版本。
staff-edited-here = ✏️ 上面这段后有修改，最初为：
staff-edited-out = ✏️ 此处有一段后被删去，最初为：
notice-reporter_edited = ✏️ { $number }：举报人修改了内容，最初版本已保留。
notice-reporter_edited-gathered = ✏️ { $number }：举报人又修改了 { $count } 次，各个版本均已保留。
edited-sent = 您修改了一条消息，但它已按最初的内容发出。如需补充，请从卡片再写一次。
reached-delivered = ✓ 最新消息已送达。
reached-on_its_way = … 最新消息正在发送。
reached-uncertain = ❔ 无法确定最新消息是否送达。举报人再次来信时会重发。
reached-blocked = 🔕 最新消息未能送达。举报人再次来信时会重发。
reached-lost = ✗ 最新消息未能发出，请告知管理员。

## 举报人看到的

notice-told = 办理单位给您的留言：
told-reply = 无需回复。如需补充，请点“回复”。
button-reply = 回复
report-purged = 这份举报的保存期已满，内容已删除。如有需要，可以重新举报。
notice-files = 举报 ··{ $tail } · 办理单位发来

## 修改过的消息

edited-open = 已修改，新内容已替换原来的那条消息。
edited-link-gone = 您的举报中不再包含链接 { $link }。如仍需要，请重新发送。
edited-bad = 修改后的内容无法使用，仍保留原来的内容。
edited-filed = 谢谢，您修改后的内容已转给办理单位，最初的版本及其中的链接一并保留。
edited-contact = 已更正，仍加密保存。
edited-unknown = 您修改了一条消息，但已无法确定它属于哪份举报。请作为新消息重新发送。
