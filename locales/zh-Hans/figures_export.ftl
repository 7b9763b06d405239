# /export：供监督检查使用的文件。

export-period-backwards = 结束日期早于开始日期。
export-title = 监督检查用文件
export-what = 文件不含举报人信息、举报内容和完整链接。谁导出了哪份文件，操作日志均有记录。
export-kind-cases = 案件
export-kind-figures = 统计数字
export-kind-audit = 操作日志
export-period = 哪段时间？
export-form = 什么格式？
export-begun = 正在生成文件，共 { $rows } 行。
export-nothing = 这段时间没有数据，未生成文件。
export-going = 已写入 { $rows } 行，共 { $all } 行。
export-too-large = 文件过大，无法通过 Telegram 发送。请选择较短的时间，或用 jubao export 命令导出。
export-again = 再导出一份
