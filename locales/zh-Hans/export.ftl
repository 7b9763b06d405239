# /export：供监督检查使用的文件。

export-period-backwards = 结束日期早于开始日期。
