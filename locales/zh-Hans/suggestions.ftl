# 对举报工作的批评与建议。

suggestion-unit-ask = 您想对哪个单位的举报工作提出批评或建议？请点选，或输入单位、网站名称。如要举报网上内容，请发送 /report。
suggestion-text-kept = 您写的内容已作为意见保留，只需再选择办理单位。
suggestion-text-ask = 请写下您的批评或建议。请不要写您的姓名、电话和地址，答复不需要这些信息。
suggestion-send-ask = 确认发送吗？该单位负责人会阅读并答复您。
suggestion-unit-unknown = 没有找到这个单位或网站，请换一个名称或输入代码。
suggestion-unit-several = 有几个单位名称相近，请多输入几个字。
suggestion-quota = 每小时最多发送 { $limit } 条，您可以在 { $opens_at } 后继续。您写的内容已保留。
suggestion-unknown = 在您可以答复的建议中没有找到。
suggestion-own = 这是您本人提出的建议，须由其他同事答复：任何人都不答复自己的建议。
suggestion-answered-already = 这条建议已经答复过。
send-yes = 发送
suggestion-to = 致：{ $unit }
suggestion-sent = 谢谢您。{ $unit }会阅读，并在这里答复您。
suggestion-sent-before = 您已向{ $unit }发送过这条建议，没有重复发送。
suggestion-code = 您的查询码：
suggestion-keep-code = 在任何账号发送 /track 加查询码，都可以查看答复。
suggestion-due = 答复时限：{ $due }
suggestion-title = 建议 ··{ $tail } · { $unit }
suggestion-said = { $day }提交：
suggestion-answered = { $day }答复：
suggestion-forgotten = 保存期已满，内容已删除。

notice-suggestion_answered = { $unit }已答复您的建议。
notice-suggestion_new_time = 因工作日或办公时间调整，{ $unit }将稍晚答复您的建议。

## 答复人员

suggestions-title = 待答复的批评与建议
suggestions-none = 没有待答复的批评与建议。
suggestions-back = ☰ 批评与建议
suggestion-see = 查看
suggestion-answer = 答复
suggestion-answer-sent = 答复已发出。
answer_suggestion-text-ask = 请写下答复。答复将原文发送，不显示您的姓名。
verb-answer_suggestion = 答复
suggestion-title-staff = 建议 { $number } · { $unit }
notice-suggestion_came = { $unit }收到一条批评或建议（{ $number } 号）。
notice-suggestion_late = { $unit }有一条批评或建议已过答复时限（{ $number } 号）。

mydata-suggestions = 您提交过 { $count } 条批评或建议。
forget-suggestions = 您的建议查询码：
