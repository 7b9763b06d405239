# 个人数据：查看与清除。

command-mydata = 查看保存了您的哪些信息
command-forgetme = 解除举报与您账号的关联
privacy-forget = 发送 /mydata 查看保存了您的哪些信息；发送 /forgetme 解除所有举报与您账号的关联。

button-forget-me = 清除我的信息
button-forget = 确定清除
button-keep = 不，全部保留

mydata-title = 保存了您的哪些信息
mydata-account = 您的 Telegram 账号，已加密。只用来给您发消息，办理单位看不到。
mydata-no-reports = 没有举报与您的账号关联。
mydata-reports = 有 { $count } 件举报与您的账号关联：
mydata-with-contact = 留有联系方式（已密封）
mydata-more = ……另有 { $count } 件
mydata-begun = 有 { $count } 份没有填完的内容。
mydata-language = 语言：{ $language }
mydata-roles = 您的角色：
mydata-role = { $unit }{ $role }
mydata-paused = 在 { $until } 之前，您的举报会保存，但暂不办理。
mydata-contents = 您随举报提交的内容，与该件一起加密保存，期满后删除。

forget-title = 确定要清除您在这里的信息吗？
forget-what =
    清除后，所有举报都不再与您的账号关联；您留下的联系方式、没有填完的内容都会删除。您不会再收到消息，也不能再用这个账号补充、答复、撤回或申请复核。此操作无法撤销。

    举报本身会继续办理。今后只能凭查询码了解办理情况：/track
forget-codes = 请先记下这 { $count } 个查询码：
forget-staff = 您在单位中的角色不受影响。如需取消，请与单位负责人联系。
forget-pause = 对您举报的暂停处理，到期前仍然有效。
forget-chat = 本聊天中的消息仍在您的手机上，需要您自己删除。

forgotten-title = ✅ 您在这里的信息已清除。
forgotten-reports = { $count } 件举报不再与任何人关联。凭查询码仍可了解办理情况：/track
forgotten-again = 欢迎您随时再次举报：/report
