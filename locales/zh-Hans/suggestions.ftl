# 对举报工作的批评与建议。

suggestion-unit-ask = 您想对哪个单位的举报工作提出批评或建议？请点选，或输入单位、网站名称。举报网上内容请用 /report。
suggestion-text-ask = 请写下您的批评或建议。请不要写自己的姓名、电话、地址，答复不需要这些信息。
suggestion-send-ask = 确认发送吗？由该单位负责人阅读并答复。
suggestion-unit-unknown = 没有找到这个名称的单位或网站。请点选，或换一个关键词。
suggestion-unit-several = 有几个单位名称相近，请多输入几个字或直接点选。
suggestion-quota = 您一小时内已发送 { $limit } 条，{ $opens_at }后可以继续；您写的内容仍保留在这里。
suggestion-unknown = 这条建议已不存在。
suggestion-answered-already = 这条建议已经答复。
send-yes = 发送
suggestion-to = 致：{ $unit }
suggestion-sent = 谢谢。{ $unit }会阅读并在这里答复您。
suggestion-sent-before = 这条建议此前已发送给{ $unit }，没有重复发送。
suggestion-code = 您的查询码：
suggestion-keep-code = 凭查询码用 /track 可在任何账号查看答复。
suggestion-due = 答复时限：{ $due }
suggestion-title = 建议 ··{ $tail } · { $unit }
suggestion-said = { $day }提交：
suggestion-answered = { $day }答复：
suggestion-forgotten = 保存期限已满，内容已删除。

notice-suggestion_answered = { $unit }已答复您的建议。

## 答复人员

suggestions-title = 待答复的批评与建议
suggestions-none = 没有待答复的批评与建议。
suggestions-back = ☰ 批评与建议
suggestion-see = 查看
suggestion-answer = 答复
suggestion-answer-sent = 答复已发出。
answer_suggestion-text-ask = 请写下答复。内容将原样发给提出者，您的姓名不会显示。
verb-answer_suggestion = 答复
notice-suggestion_came = { $unit }收到一条批评或建议（··{ $tail }）。
notice-suggestion_late = { $unit }有一条批评或建议已到答复时限（··{ $tail }）。

mydata-suggestions = 您提交过 { $count } 条批评或建议。
forget-suggestions = 您的建议查询码：
