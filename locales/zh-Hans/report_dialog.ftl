# 举报对话：已收到的内容、提问、提交前核对，以及没有打开的举报时收到的消息。

# 人在危急时会写的词，用英文逗号隔开；第二行的词须单独出现。
danger-words = 救命, 救救我, 救我, 想死, 去死了, 快死了, 要死了, 不想活, 活不下去, 活不了, 自杀, 自殺, 轻生, 輕生, 寻短见, 跳楼, 跳樓, 跳河, 跳桥, 割腕, 上吊, 烧炭, 喝农药, 遗书, 结束生命, 结束自己, 自残, 自焚, 要杀, 要殺, 杀了我, 杀了他, 杀了她, 殺了我, 杀我, 砍死, 打死, 弄死, 捅死, 绑架, 綁架, 被绑, 人质, 囚禁, 正在强奸, 生命危险
danger-words-alone = 救, 出人命了, 死, 危险, 紧急

# 与当前问题的按钮同义的词，用逗号分隔。大小写、空格和标点不影响识别。
typed-submit = 提交, 提交举报, 提交吧, 确认提交, 我要提交, 现在提交
typed-done = 完成, 发完了, 好了, 继续, 下一步, 提交, 没有了, 就这些
typed-skip = 跳过, 没有, 没有了, 没了, 无, 暂无, 不知道, 不清楚, 不确定, 不用, 不用了, 不需要, 提交, 提交举报
typed-back = 上一步, 返回, 后退
typed-cancel = 取消, 取消举报, 不举报了, 我不举报了, 不想举报了, 算了, 放弃
typed-report = 举报, 我要举报, 我想举报, 怎么举报, 如何举报, 怎样举报, 举报怎么弄
typed-hello = 你好, 您好, 你们好, 你好啊, 你好呀, 哈喽, 嗨, 早上好, 上午好, 中午好, 下午好, 晚上好, 在吗, 在不在, 你好在吗, 您好在吗
typed-thanks = 谢谢, 谢谢您, 谢谢你, 谢谢你们, 谢谢了, 多谢, 感谢, 非常感谢, 辛苦了, 好的, 好的谢谢, 收到, 收到谢谢, 知道了, 明白了

button-track = 用查询码查询
button-danger = 🆘 有人正面临生命危险
button-danger-on = ☑️ 有人正面临生命危险
button-undo = 撤销
button-add-words = 补充说明
button-add-files = 添加文件
button-region = 地区
button-contact = 联系方式
button-sent = ✏️ 我发送的内容
button-category = ✏️ 类别
button-channel = ✏️ 来源
button-report-this = 我要举报
button-something-new = 这是别的内容
button-send = 发送
button-answer-about = 答复办理单位：··{ $tail }
button-add-to = 补充到举报 ··{ $tail }
button-about = 关于举报 ··{ $tail }

kept = 已收到：{ $what }。
kept-and = 、
kept-words = 您的说明
kept-links = { $count } 个链接
kept-posts = { $count } 条转发内容
kept-files = { $count } 个文件

report-material-ask =
    您想举报什么？

    可以发送链接、转发内容、发送截图，也可以直接描述：在哪个应用、哪个账号、什么时间。您发送的内容都会保留。
report-material-wanted = 请发送链接、转发内容、截图，或者用几句话说明。
report-material-none = 还没有收到内容。请发送链接、转发内容、截图，或者用几句话说明。
material-too-long = 内容超出了一次举报的上限：共 { $length } 字，最多 { $limit } 字。这条消息没有保留。您可以把它作为文件发送，或者在提交之后再补充。
material-too-many-posts = 一次举报最多可以转发 { $limit } 条内容。这一条没有保留，您可以在提交之后再补充。

review-forwarded = 转发自：{ $title }
review-forwarded-unnamed = 转发内容（对方隐藏了姓名）
review-more-texts = 另有 { $count } 条消息
review-more-posts = 另有 { $count } 条转发内容
review-files = 📎 { $count } 个文件
review-danger = 🆘 您说明有人正面临生命危险。提交后，办理单位会立即收到提醒。
sent-title = 您发送的内容
sent-how = 点一下即可删除。需要补充的，直接发送即可。
sent-file = 文件 { $number }

held-report = 您想举报这条内容吗？点“我要举报”，您刚才发送的会自动带入。
held-report-or-add = 您是想举报这条内容，还是与您已提交的举报有关？您发送的内容已保留。
held-staff = 您是想举报这条内容，还是想查找案件？您发送的内容已保留。
held-is-answer = 办理单位就举报 ··{ $tail } 向您提了问题。这是您的答复吗？
held-yours = 您的内容：
held-which-answer = 有不止一个办理单位在等您的答复。这条是给哪一个的？

talk-hello = 您好！想举报网上的违法和不良信息，请点下面的“我要举报”，也可以直接发送链接、截图或几句话。
talk-thanks = 不客气。如需帮助，随时发消息给我。
talk-nothing-open = 当前没有进行中的内容，没有需要提交或继续的。需要时请点下面的按钮，或直接发送链接、截图或几句话。
talk-cancel-filed = 当前没有需要取消的操作。如果想撤回已提交的举报，请打开该举报，再点“撤回举报”。
command-words-left = 命令后面的文字没有保留：当前问题的回答会直接发出。如果那是您的回答，请单独发送。

undo-done = 已恢复，内容与之前一样。
undo-too-late = 已经无法撤销。您可以随时重新开始。

file-not-kept-never = 这类内容不接收文件，因此没有保留文件，只需地址即可。
file-not-kept-not_here = 这里不接收文件，因此没有保留文件。
file-not-kept-empty = 空文件没有内容，因此没有保留，请重新发送。
