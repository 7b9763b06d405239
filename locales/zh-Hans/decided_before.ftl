# 同一内容以前的决定：卡片上的显示，以及按原决定办理。

before-title = 以前的决定：
verb-same = 按原决定办理
same-copied = 以下内容取自 { $number }，请核对是否适用于本案。
same-sure-ask = 按以上内容提交吗？需要审定的，由另一人审定。
same-sure-ask-refusal = 按以上内容提交吗？举报人会立即收到。
sure-send = 提交
same-ground-ask = 为什么不予受理？
same-outcome-ask = 内容的处理结果是？
same-rule-ask = 决定依据哪一条规定？原决定的依据不适用于本案。
same-facts-ask = 请写明认定的事实。内部使用，举报人看不到。
same-feedback-ask = 请写给举报人：结果和理由。请不要写人名，不要涉及第三人。
same-seen_gone-ask = 这次由谁确认内容已不存在？请点按钮，或写明姓名和职务。仅同事可见。
same-measure-ask = 这次对该账号采取了哪种措施？
same-length-ask = 为期几天？请点击按钮，或直接发送天数。
same-whose-ask = 这次的措施是针对哪个账号采取的？
same-language-ask = ⚠️ 取用的文字与举报人使用的语言似乎不同，仍要发送吗？点“上一步”可以重写。
same-not-here = 原决定不能用于本案，请按步骤办理。

## 告知举报人（仅限公开可见的页面）

notice-decided_before = 办理单位曾于 { $day }核查过该页面，结果：{ $result }。您的举报将结合这一结果核查。
before-gone = 已删除或已不存在
before-measures = 已采取处置措施
before-no_rule = 未违反相关规定
