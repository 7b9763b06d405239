# 每种理由、每种结果预先备好的文字，以及查看和修改这些文字的界面。
# 结果、依据和申请复核的方式在通知中另有说明，这里不重复；不认定任何人有过错，也不涉及他人。

ready-elsewhere-hotline = 热线 { $number }
ready-elsewhere-directory = 本对话“举报热线”中的相应单位
ready-elsewhere-ask = 负责此事的单位（我们可以帮您查询电话）
ready-seen-opened = 举报内容及其文件（文件于{ $when }打开）
ready-seen-unopened = 举报内容（文件未全部打开）
ready-seen-no-files = 举报内容（没有文件）

ready-words-out_of_remit = 请向{ $elsewhere }反映，提供同样的链接或截图即可。感谢您的关注。
ready-words-not_located = 这不是您的问题。最有帮助的是应用内“分享”得到的链接，或能看清账号和时间的截图。
ready-words-no_rule_broken = 我们对照了这类内容的相关规定。如果该内容让您不舒服，多数应用可以屏蔽或拉黑账号。如有新的情况，欢迎再次举报。
ready-words-repeated = 您无需再做什么。如有新的材料，请补充到之前的举报中。
ready-words-misuse = 如果您在网上看到让您担心的内容，请附上链接或截图，并简单说明。这样的举报，我们都很欢迎。

ready-words-removed = 我们已要求删除，现已完成。如果再次看到，欢迎再次举报。感谢您的帮助。
ready-words-removed_by_unit = 负责该网站的单位已自行删除。如果再次看到，欢迎再次举报。感谢您的帮助。
ready-words-restricted = 专门查找的人可能仍能看到。如果再次传播，欢迎再次举报。感谢您的帮助。
ready-words-account_measure = 为保护各方，账号的其他情况不便告知。如果再次看到类似内容，欢迎再次举报。感谢您的帮助。
ready-words-already_gone = 已没有需要删除的内容。如果再次看到，欢迎再次举报，最好附上截图。感谢您的帮助。
ready-words-provider_refused = 很抱歉，其他情况不便告知。如果内容与您本人有关，您也可以向平台投诉，或向法院提起诉讼。
ready-words-not_upheld = 我们对照了这类内容的相关规定。如果该内容让您不舒服，多数应用可以屏蔽或拉黑账号。感谢您的关注。
ready-words-void = 没有原内容，就无法公正判断。如果再次看到，欢迎再次举报，最好附上截图。

ready-words-dismissed = 一位未参与原决定的工作人员重新阅读了举报、原决定和复核申请，得出同样的结果。
ready-words-remitted = 一位未参与原决定的工作人员阅读了复核申请，其中有内容需要进一步核查。

# 不接收文件的类别：不请任何人提供图片，也不转发图片。
ready-words-out_of_remit_no_files = 请向{ $elsewhere }反映，提供网址即可，请不要发送图片。感谢您的关注。
ready-words-not_located_no_files = 这不是您的问题。最有帮助的是应用内“分享”得到的链接，或账号和时间。请不要截图，也不要发送图片。
ready-words-misuse_no_files = 如果您在网上看到让您担心的内容，请附上链接，并简单说明。这样的举报，我们都很欢迎。
ready-words-already_gone_no_files = 已没有需要删除的内容。如果再次看到，欢迎再次举报链接，请不要发送图片。感谢您的帮助。
ready-words-void_no_files = 没有原内容，就无法公正判断。如果再次看到，欢迎再次举报链接，请不要发送图片。

# 举报的文件没有全部打开：不说对照了什么。
ready-words-no_rule_broken_unseen = 如果该内容让您不舒服，多数应用可以屏蔽或拉黑账号。如有新的情况，欢迎再次举报。
ready-words-not_upheld_unseen = 如果该内容让您不舒服，多数应用可以屏蔽或拉黑账号。感谢您的关注。

ready-facts-removed = 已阅：{ $seen }。本案的删除要求已办结，内容已不存在。
ready-facts-removed_by_unit = 已阅：{ $seen }。内容可能属于所列规定的情形，由本单位自行删除。
ready-facts-restricted = 已阅：{ $seen }。内容可能属于所列规定的情形，已限制传播，未删除。
ready-facts-account_measure = 已阅：{ $seen }。内容可能属于所列规定的情形，已对账号采取所列措施。
ready-facts-already_gone = 已阅：{ $seen }。举报所指位置已没有该内容。
ready-facts-provider_refused = 已阅：{ $seen }。已向平台提出要求，平台未予处置，见相关的处置要求。
ready-facts-not_upheld = 已阅：{ $seen }。对照“{ $category }”的相关规定，未发现违反。
ready-facts-not_upheld_unseen = 已阅：{ $seen }。就已阅部分，未发现违反“{ $category }”的相关规定。
ready-facts-void = 已阅：{ $seen }。内容已不存在，也没有可供判断的副本。

# /templates 中

ready-texts = 📋 预备文字
ready-texts-of = 预备文字：{ $unit }
ready-texts-which = 每种理由和结果都有预备文字，您不另写，就发送预备文字。✏️ 表示本单位或上级单位已修改。不接收文件的类别，改用不请人提供图片的文字。查看哪一条？
ready-texts-back = ‹ 全部预备文字
ready-text-own = 本单位已修改
ready-change-words = 修改 · { $language }
ready-change-facts = 修改事实 · { $language }
ready-shipped-words = 恢复原文 · { $language }
ready-shipped-facts = 恢复原事实 · { $language }
template-shipped-again = ↩️ 已恢复为原来的预备文字。
templates-words-ask =
    请写给举报人看的文字。结果、依据和申请复核的方式会另外说明。请不要写人名。使用时会自动填入：{ "{" }number{ "}" } 编号、{ "{" }unit{ "}" } 单位、{ "{" }category{ "}" } 类别、{ "{" }elsewhere{ "}" } 可以向哪里反映、{ "{" }seen{ "}" } 看了哪些材料。宏中点“跳过”，使用预备文字，或保留原文。
templates-facts-ask =
    请写认定的事实。仅同事可见，由作出决定的人负责。使用时会自动填入：{ "{" }seen{ "}" } 看了哪些材料、文件何时打开，{ "{" }number{ "}" } 编号、{ "{" }unit{ "}" } 单位、{ "{" }category{ "}" } 类别、{ "{" }elsewhere{ "}" } 可以向哪里反映。宏中点“跳过”，使用预备文字，或保留原文。

# 宏

macros = ⚡ 宏
macros-which = 使用哪一个？发送前可以看到全部内容。
macros-none = 目前没有适用于本案的宏。
macro-rule-preset = 依据：案件所属小类的第一条规定
macro-words-ready = 答复：该结果的预备文字
macro-copied = 以下内容取自宏“{ $title }”，请核对是否适用于本案。
templates-add-macro = ➕ 新增宏
templates-ground-ask = 以什么理由不予受理？
templates-outcome-ask = 以什么结果办结？
templates-category-ask = 依据属于哪个类别？点“跳过”：使用案件所属小类的第一条规定。
templates-rule-ask = 宏引用哪一条规定？
verb-macro = 宏
macro-ground-ask = 为什么不予受理？
macro-outcome-ask = 内容的处理结果是？
macro-seen_gone-ask = 谁确认内容已不存在？请点按钮，或写明姓名和职务。仅同事可见。
macro-measure-ask = 对该账号采取了哪种措施？
macro-length-ask = 为期几天？请点击按钮，或直接发送天数。
macro-whose-ask = 措施是针对哪个账号采取的？
macro-rule-ask = 决定依据哪一条规定？
macro-facts-ask = 请写明认定的事实。内部使用，举报人看不到。
macro-feedback-ask = 请写给举报人：结果和理由。请不要写人名，不要涉及第三人。
macro-language-ask = ⚠️ 宏的文字与举报人使用的语言似乎不同，仍要发送吗？点“上一步”可以另写。

# 发送前的核对

review-edit-ground = 修改理由
review-edit-outcome = 修改结果
review-edit-seen_gone = 修改确认人
review-edit-measure = 修改措施
review-edit-rule = 修改依据
review-edit-facts = 修改事实
review-edit-feedback = 修改答复
review-reporter-reads = 举报人看到的是：
refuse-own-words = ✏️ 修改文字
refuse-as-it-is = ‹ 使用预备文字
refuse-at-once = 点一个理由，对应的文字会立即发给举报人。只有“不属于正常举报”会请您再看一遍。
refuse-read-first = 发送前，您会再看到全文。
refuse-quick = 您按得很快，请在发送前再看一遍。
refuse-sure-ask = 按以上内容发送吗？举报人会立即收到。
decide-sure-ask = 按以上内容提交吗？以上事实由您负责。需要审定的，由另一人审定。
change-sure-ask = 按以上内容提交吗？以上事实由您负责，将由另一人审定。
dismiss-sure-ask = 按以上内容发送吗？举报人会立即收到。
remit-sure-ask = 按以上内容发送吗？举报人会立即收到。
macro-sure-ask = 按以上内容提交吗？以上事实由您负责。需要审定的，由另一人审定。
