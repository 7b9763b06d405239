# /hotline：管理员维护公开名录。

hotline-title = 公开名录 · 第 { $page }/{ $pages } 页
hotline-stale =
    { $count ->
        [0] 所有条目都在 90 天内核对过。
       *[other] ⚠️ 有 { $count } 个条目超过 90 天未核对。请拨打电话确认，然后点“号码无误”。
    }
hotline-checked = ✅ 最近核对：{ $day }
hotline-checked-long-ago = ⚠️ 上次核对：{ $day }，请重新确认
hotline-never-checked = ⚠️ 尚未核对，请确认
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

notice-hotlines_stale = 公开名录中有 { $count } 个条目超过 90 天未核对：
