## 被举报账号：案件卡片、表单、历史记录、负责人列表

verb-account = 账号
verb-account_history = 查看账号历史
verb-accounts = 查看多次查实的账号

account-word = 账号
account-cases = { $count }{ $more } 个案件
account-upheld = { $count ->
    [0] 尚无查实
   *[other] 其中 { $count } 个属实
 }
account-last = 最近处置：{ $measure }
account-more = 另有 { $count } 个账号
account-history = 历史记录
account-history-of = 历史记录 { $name }
account-to-case = ‹ 案件 { $number }
account-no-more = 没有更多案件了。
account-elsewhere = 另有 { $count } 个案件属于其他单位，您无权查看。
account-only-upheld = 只有近一年内查实的案件才计入账号记录。
account-which = 多个平台上都有这个名称的账号，请选择：
account-none = 在您可查看的案件中，没有涉及 { $account } 的。
account-gone = 已没有案件涉及该账号。

accounts-title = 90 天内 3 次以上查实的账号
accounts-none = 您负责的单位暂无此类账号。
accounts-upheld-here = 您负责的单位 90 天内查实 { $count } 次

## 表单

account-named-ask = 添加账号，还是修改已有账号？
account-change-ask = 要如何处理这个账号？
account-platform-ask = 账号在哪个平台？
account-account-ask = 请发送账号的公开名称、账号 ID，或主页链接。
named-new = ➕ 添加账号
change-replace = 更正
change-remove = 移除
account-name-wanted = 请发送账号的公开名称或 ID，例如 @名称。请勿填写私人号码。
account-other-address = 这不是该平台的账号主页链接。请发送账号名称，或返回选择其他平台。
account-too-many = 每个案件最多可登记 { $limit } 个账号。
refusal-no-platforms = 尚未设置平台。请由运维人员在配置中添加 platforms.toml。

## 对账号的处置措施

decide-measure-ask = 对该账号采取了哪种措施？
change-measure-ask = 对该账号采取了哪种措施？
decide-length-ask = 为期几天？请点击按钮，或直接发送天数。
change-length-ask = 为期几天？请点击按钮，或直接发送天数。
decide-whose-ask = 措施是针对哪个账号采取的？
change-whose-ask = 措施是针对哪个账号采取的？
whose-all = 全部账号
measure-account-gone = 该账号已不在案件中，请重新选择措施针对的账号。
measure-warn = 警告
measure-mute = 禁言
measure-suspend = 暂停使用
measure-close = 永久关闭
length-1 = 1 天
length-3 = 3 天
length-7 = 7 天
length-15 = 15 天
length-30 = 30 天
length-90 = 90 天
measure-days-wanted = 请发送 1 到 { $most } 之间的天数。
measure-said-warn = 警告
measure-said-mute = 禁言 { $days } 天
measure-said-suspend = 暂停使用 { $days } 天
measure-said-close = 永久关闭
measure-on = { $measure }（{ $day }）
notice-measure_ended = 案件 { $number }：对该账号的处置已到期（{ $measure }）。请查看是否需要继续采取措施。
mail-measure_ended = 案件 { $number } 中对账号的处置已到期，请查看是否需要继续采取措施。
