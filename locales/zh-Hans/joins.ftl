# 多人举报同一内容：可能相同的件、已并案的件，以及告知举报人的话。

## 卡片

join-is-part = 🔗 现已并入 { $number }
join-people = 👥 { $count } 人举报
join-agreed = 🔗 举报人同意并入 { $number }。
join-apart = 举报人希望与 { $number } 分开办理。
join-alike = 可能与以下案件相同：
join-to = 并入 { $number }
alike-url = 同一网址
alike-origin = 同一帖子
alike-file = 同一文件
alike-picture = 图片相近
alike-text = 文字相近
staff-message-asked = ❓ 并案前的提问

## 并案时的提问

join-case-ask = 并入哪个案件？请点选，或输入编号。
join-sure-ask = 确认是同一内容吗？这里的全部举报都会并入该案件。每位举报人保留自己的查询码，并会收到每一步进展。一天内可以撤销。
join-done = 已并案，并已告知举报人。
sure-join = 是，并案

## 消息

notice-joined = 还有其他人举报了同样的内容，办理单位会一并办理。您的查询码不变，每一步进展都会告诉您；您写的内容只有办理单位能看到。
notice-reporter_joined = 🔗 又有一份举报并入 { $number }。

## 查询时

standing-others = 您和另外 { $others } 人举报了同样的内容。

## 说明

join-number-wanted = 请点选案件，或输入编号，格式为 2611-0042。
join-itself = 这就是当前案件，请选择另一个。
join-part-of = 该案件已并入 { $number }，请选择 { $number }。
join-not-open = 该案件已不在办理中，不能并入。
join-quarantined = 该案件在隔离中。请先移出隔离，或把它并入当前案件。
join-other-unit = 并案需要您同时在两个单位任职。您也可以改为转办。
join-closed = 封闭类别的案件只能并入封闭类别的案件。
join-below = 该案件的办理单位不能办理这类举报。请改为把该案件并入当前案件。
join-danger-waits = 当前案件涉及生命危险，而该案件正在等待举报人答复，请暂时分开办理。
join-not-accepted = 该案件尚未受理。请改为把该案件并入当前案件。
join-decided = 本案曾作出决定，须单独办理，不能并案。
unjoin-too-late = 并案后一天内可以撤销，现已超过期限。请在并案后的案件中继续办理。
unjoin-decided = 并案后的案件已作出决定，不能再撤销并案。
unjoin-asked = 并案后的案件正在等待举报人答复。请在答复后再撤销并案。
unjoin-other-unit = 撤销并案还需要您在并案后案件的办理单位任职。
unjoin-withdrawn = 举报人已撤回举报，本案不再恢复。
