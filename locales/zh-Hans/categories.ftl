# /categories：管理员查看和修改举报类别。

report-category-gone = 该类别已停用，请重新选择。您发送的内容都已保留。
