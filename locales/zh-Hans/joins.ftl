# 多人举报同一内容：可能相同的件、已并案的件，以及告知举报人的话。

## 卡片

join-is-part = 🔗 现已并入 { $number }
join-people = 👥 { $count } 人举报
join-agreed = 🔗 举报人同意并入 { $number }。
join-apart = 举报人希望与 { $number } 分开办理。
join-alike = 可能与以下件相同：
join-to = 并入 { $number }
alike-url = 同一网址
alike-origin = 同一帖文
alike-file = 同一文件
alike-picture = 图片相近
alike-text = 文字相近
staff-message-asked = ❓ 并案前的提问

## 并案时的提问

join-case-ask = 并入哪一件？点选，或输入编号。
join-sure-ask = 确认是同一内容吗？这一件的全部举报都并入该件，每位举报人保留自己的查询码，每一步都会告知。并案后不能撤销。
join-done = 已并案，并已告知举报人。
sure-join = 是，并案

## 消息

notice-joined = 也有其他人举报了同样的内容，您的举报与他们的一并办理。您保留自己的查询码，每一步都会告诉您；您写的内容只有办理单位能看到。
notice-reporter_joined = 🔗 又有一件举报并入 { $number }。

## 查询时

standing-others = 您和另外 { $others } 人举报了此事。

## 说明

join-number-wanted = 请点选一件，或输入编号，形如 2611-0042。
join-itself = 这就是本件，请选择另一件。
join-part-of = 该件已并入 { $number }，请选择那一件。
join-not-open = 该件已不在办理中，不能并入。
join-quarantined = 该件在隔离区。请先移出，或把它并入本件。
join-other-unit = 并案需要您同时在两个单位任职。可改为转办。
join-closed = 封闭类别的件只能并入同样封闭类别的件。
join-below = 该件的承办单位不能办理这类举报。请改为把该件并入本件。
join-danger-waits = 本件涉及生命危险，而该件正在等待举报人答复，请暂时分开办理。
