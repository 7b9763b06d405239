# /hotline：管理员维护公开名录。

hotline-title = 公开名录 · 第 { $page }/{ $pages } 页
hotline-stale =
    { $count ->
        [0] 所有条目都在 90 天内核对过。
       *[other] ⚠️ 有 { $count } 个条目超过 90 天未核对。请拨打电话确认，然后点“号码无误”。
    }
hotline-unchecked = 有 { $count } 个条目还没有人核对过。请拨打电话确认，然后点“号码无误”。
hotline-checked = ✅ 最近核对：{ $day }
hotline-checked-long-ago = ⚠️ 上次核对：{ $day }，请重新确认
hotline-never-checked = 还没有人核对过，请拨打电话确认
hotline-still-right = ✅ 号码无误
hotline-confirmed = 谢谢，已登记为今日核对。
hotline-history = 变更记录
hotline-history-of = { $unit }：变更记录
hotline-no-history = 暂无变更记录。
hotline-older = 更早的 ›
hotline-back = ☰ 名录
hotline-by-file = 文件导入
hotline-change = { $day } · { $what } · { $who }
hotline-field = { $name }：{ $old } → { $new }
hotline-did-unit_add = 新增
hotline-did-unit_change = 修改
hotline-did-unit_retire = 停用
hotline-did-unit_restore = 恢复
hotline-did-unit_check = 核对
hotline-did-pledge = 承诺书

notice-hotlines_stale = 公开名录中有 { $count } 个条目超过 90 天未核对。请在名录中逐一打开，拨打电话确认，然后点“号码无误”：

## 待另一位管理员确认的更改

proposal-kept = ⏳ 已保存，须由另一位管理员确认后才会公开，已通知其他管理员。
proposal-by = { $name }提出，{ $day }
proposal-yes = ✅ 确认并公开
proposal-no = 放弃更改
proposal-look = 查看更改
proposal-confirmed = ✅ 已公开。
proposal-dropped = 已放弃更改。
proposal-void = 该条目已有变化，或提出更改的人已不是管理员，未作公开。
proposal-replaced = 您刚才看到的更改已被这一项替换，请重新查看。
proposal-second = 须由另一位管理员确认，确认前请先拨打核实。
proposal-gone = 这项更改已确认、放弃或被替换，不再等待确认。
notice-hotline_proposed = ☎️ { $name }提出更改{ $unit }的公开联系方式，须由另一位管理员确认。
notice-hotline_changed = ☎️ { $unit }的公开联系方式已由{ $name }更改。如有错误，请立即提出。
