# 个人数据：查看与清除。

command-mydata = 查看我们保存了您的哪些信息
command-forgetme = 解除举报与您账号的关联
privacy-forget = 发送 /mydata，查看我们保存了您的哪些信息；发送 /forgetme，解除所有举报与您账号的关联。

button-forget-me = 清除我的信息
button-forget = 确定清除
button-keep = 不，全部保留

mydata-title = 我们保存了您的哪些信息
mydata-account = 您的 Telegram 账号（已加密）。只用于给您发消息，办理单位看不到。
mydata-no-reports = 没有举报与您的账号关联。
mydata-reports = 与您的账号关联的举报共 { $count } 份：
mydata-with-contact = 留有联系方式（已加密）
mydata-more = ……另有 { $count } 份
mydata-begun = 您有 { $count } 份未填完的内容。
mydata-language = 语言：{ $language }
mydata-roles = 您的角色：
mydata-role = { $unit }{ $role }
mydata-paused = { $until } 之前，您的新举报会保存，但暂不办理。
mydata-contents = 您随举报提交的内容与案件一起加密保存，到期删除。

forget-title = 确定要清除您的信息吗？
forget-what =
    清除之后：
    • 您的举报不再与您的账号关联；
    • 您留下的联系方式和未填完的内容将被删除；
    • 您不会再收到进展；
    • 您不能再用这个账号补充、回答、撤回或申请复核。

    此操作无法撤销。举报本身会继续办理，今后只能凭查询码查看进展：/track
forget-codes = 请先记下这 { $count } 个查询码：
forget-staff = 您在单位中的角色保留。如需取消，请联系单位负责人。为避免工作人员处理自己的举报，您举报过的案件会保留一个加密标记，直至案件内容删除。
forget-pause = 您的举报仍需等待，直到等待期结束。
forget-chat = 本聊天的消息仍在您的手机上，您可以自行删除。

forgotten-title = ✅ 您的信息已清除。
forgotten-reports = { $count } 份举报已不再与任何人关联。凭查询码仍可查看进展：/track
forgotten-again = 您随时可以再次举报：/report
