# 单位的值班人员，以及谁代理负责人。

on-call-title = { $unit }值班人员
on-call-are = 现在值班：{ $names }
on-call-nobody = 现在没有人值班。
on-call-how = 有人面临生命危险时，会立即通知值班人员。点姓名可更改。

staff-deputy = 代理：{ $name }
staff-deputy-end = 结束代理：{ $name }
staff-deputy-until = { "" }，代理负责人至{ $until }
deputy-ask = 由 { $name } 代理{ $unit }负责人多长时间？代理期间拥有负责人的权限。
deputy-days =
    { $count ->
        [7] 1 周
        [14] 2 周
       *[other] { $count } 天
    }
deputy-moderators-only = 只有本单位的审核员可以代理负责人。
deputy-by-lead-only = 须由负责人本人决定，代理人不能决定。

notice-on_call = 🔔 您现在是{ $unit }的值班人员。有人面临生命危险时，会立即通知您。
notice-off_call = 您已不再是{ $unit }的值班人员。
notice-deputy_named = 👤 您现在代理{ $unit }负责人，至{ $until }。发送 /start 可更新菜单。
notice-deputy_ended = 👤 您已不再代理{ $unit }负责人。
notice-deputy_over = 👤 { $name } 代理{ $unit }负责人的期限已到。
