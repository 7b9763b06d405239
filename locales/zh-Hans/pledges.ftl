# 各单位的承诺书：承诺内容、签署情况与实际数据。

button-pledge = 承诺书
pledge-title = 承诺书 · { $unit }
pledge-signed = ✅ { $day }由{ $name }签署
pledge-unsigned = 尚未签署。
pledge-facts = 近一年实际数据
pledge-few = 收到的举报不足 { $fewest } 份，暂不公布数据。
pledge-received = 收到举报：{ $count } 份
pledge-in-time = 按时答复：{ $percent }%
pledge-answer-rate = 答复率：{ $percent }%
pledge-accept = 受理用时（中位数）：{ $time }
pledge-remove = 内容删除用时（中位数）：{ $time }
pledge-close = 办结用时（中位数）：{ $time }
pledge-suggest = 批评和建议
pledge-no-promises = 这里没有需要签署的内容。

## 管理员

pledges-title = 承诺书 · 第 { $page }/{ $pages } 页
pledges-unsigned =
    { $count ->
        [0] 所有单位均已签署。
       *[other] 还有 { $count } 个单位尚未签署。
    }
pledge-enter = 录入
pledge-change = 修改
pledge-back = ☰ 承诺书
pledge-signed_on-ask = 是哪一天签署的？请按文件上的日期输入：年-月-日，例如 2026-03-01。
pledge-signed_by-ask = 由谁签署？请输入对外公布的姓名和职务。
pledge-save-ask = 以上内容将对所有人公开，是否正确？
pledge-day-unknown = 无法识别这个日期。请按“年-月-日”输入，例如 2026-03-01。
pledge-name-only = 请只填写姓名和职务，不要填写电话或网址。公开电话请在 /units 中修改。
pledge-day-to-come = 这一天还没到，请输入实际签署的日期。
pledge-saved = 已保存，所有人都能看到。
pledge-unchanged = 没有变化。
pledge-changed-meanwhile = 刚才有其他人修改过，当前内容如下。
unit-field-signed_on = 签署日期
unit-field-signed_by = 签署人
pledge-signed-source = ✅ { $day }签署（{ $source }）
pledge-all = 签署情况
pledge-of-province = ☰ 承诺书
signatures-title = 承诺书签署情况 · 第 { $page }/{ $pages } 页
signatures-count = { $units } 个单位中已有 { $count } 个签署。

## 管理员：一次录入多个单位

pledges-enter = 批量录入
pledges-added = 已为 { $count } 个单位保存，所有人都能看到。
pledges-more = 另有 { $count } 个单位
pledges-units-ask = 哪些单位已签署？请输入单位名称或代码，每行一个，也可以点按钮。已录入的保持不变。
units-unsigned = 所有尚未签署的单位
pledges-signed_on-ask = 是哪一天签署的？请按文书上的日期输入：年-月-日，例如 2026-03-01。
pledges-source-ask = 依据是什么？请输入对外公布的文书或活动名称。
pledges-save-ask = 以上内容将对所有人公开，是否正确？
pledges-unit-unknown = 没有找到单位“{ $name }”，请检查这一行。
pledges-unit-several = 有多个单位符合“{ $name }”，请输入全称或代码。
pledges-too-many = 超过 { $most } 个单位，请分批录入。
unit-field-source = 依据
