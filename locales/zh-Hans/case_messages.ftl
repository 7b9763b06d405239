# 单位与举报人之间的往来：提问和告知，给一位或给全部。

## 工作人员看到的

ask-whom-ask = 要问哪一位举报人？请点选，或直接输入代号。
tell-whom-ask = 要告知哪一位举报人？请点选，或直接输入代号。
tell-text-ask = 请写给举报人。将原样发出，件的状态不变。如有附件，请先发到这里。
whom-all = 全部举报人
whom-unknown = 本件没有这个代号的举报人，请点选按钮。
refusal-nobody-to-write-to = 没有可以写信的对象：举报人已全部撤回，或无法通过本渠道联系。
staff-to-all = → 全部
staff-message-told = ✉️ 告知举报人
staff-message-edit = ✏️ 修改后的版本
files-never-here = 本件不收也不发任何文件：此类内容只需要网址。
staff-enclosed = 📎 随信附件：{ $count } 个
staff-edited-later = ✏️ 后有修改，新版见下；此处为最初版本。
notice-reporter_edited = ✏️ { $number }：举报人有修改，最初版本保留。
edited-sent = 您修改了一条消息。它已按最初写的发出，不会再变。如需补充，请从卡片再写一次。
reached-delivered = ✓ 最新消息已送达。
reached-on_its_way = … 最新消息正在发送。
reached-uncertain = ❔ 最新消息是否送达无法确认，举报人再来时会重发。
reached-blocked = 🔕 最新消息未能送达，举报人再来时会重发。
reached-lost = ✗ 最新消息未能发出，请告知管理员。

## 举报人看到的

notice-told = 承办单位给您留言：
told-reply = 您不必回复。如果有话要说，请点“回复”。
button-reply = 回复
report-purged = 这份举报的保存期限已过，内容已经删除。如有需要，可以重新举报。
notice-files = 举报 ··{ $tail } · 承办单位发来

## 修改过的消息

edited-open = 已按您修改后的内容更新答复。
edited-bad = 修改后的内容无法采用，仍保留原来的。
edited-filed = 谢谢，已把您修改后的内容告知承办单位；最初的版本一并保留。
edited-contact = 已更正，仍密封保存。
edited-unknown = 您修改了一条消息，但已无法判断它属于哪里。请作为新消息重新发送。
