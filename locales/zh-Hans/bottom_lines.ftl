# 七条底线：在类别、决定和统计中出现。

bottom-lines = 所涉底线：{ $lines }
bottom-line = 所涉底线：{ $line }
rule-with-line = { $rule } · { $line }
figures-by-line = 举报属实（按底线）
figures-line = { $line }：{ $count }
figures-line-unknown = 未记录底线
transparency-by-line = 举报属实（按底线）
transparency-line = 所引规则对应的底线
transparency-line-unknown = 未记录底线
