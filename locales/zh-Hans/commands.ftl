# 命令菜单（每条不超过 256 个字符），以及第一次打开时 Telegram 显示的介绍。

command-start = 从这里开始
command-report = 举报违法和不良信息
command-cases = 我的举报及进展
command-track = 凭查询码查询举报
command-directory = 各单位和网站的举报电话、邮箱
command-suggest = 对举报工作提出批评与建议
command-language = 选择语言
command-settings = 语言和隐私
command-privacy = 我们保存什么、不保存什么
command-cancel = 停止当前操作
command-help = 使用说明

command-queue = 待办列表
command-case = 按编号打开案件
command-mine = 我领取的案件
command-enter = 代为录入举报、答复或复核申请
command-figures = 工作统计：收到、办理与用时
command-search = 按编号、网站、单位、状态、类别、时间查找案件
command-board = 各单位办理情况对照
command-staff = 本单位人员
command-grant = 邀请人员加入本单位
command-revoke = 撤销人员权限
command-oncall = 本单位值班人员
command-accounts = 多次查实的账号
command-suggestions = 待答复的批评与建议
command-units = 网络内的单位：新增、修改、停用
command-hotline = 公开名录：核对、修改、变更记录
command-pledge = 各单位承诺书：签署情况
command-broadcast = 撰写群发通知
command-broadcasts = 群发通知：批准、查看、停止
command-export = 导出案件与操作日志
command-bind = 在本群显示本单位的案件

# 不超过 512 个字符。
bot-description =
    在这里举报网上违法和不良信息：诈骗、赌博、谣言、侮辱谩骂、危害未成年人的内容等。

    可以匿名。提交后您会得到一个查询码，我们会告知最迟什么时候答复您，每个处理结果都会说明理由。

    请点“开始”。
# 不超过 120 个字符。
bot-short = 举报网上违法和不良信息，可匿名，有查询码，有答复。
