# 件在网络中的流转与移送：转办、退回、移送、提级、责令。

## 办理时的提问

transfer-unit-ask = 转给哪个单位？点选，或输入单位名称的一部分、网站域名或代码。
transfer-reason-ask = 为什么转到那里？所写内容原样告知举报人。
return-reason-ask = 为什么退回？所写内容原样告知举报人。
refer-authority-ask = 移送给哪类机关？
refer-name-ask = 具体是哪个机关，与谁对接？仅内部可见。
refer-rule-ask = 移送依据哪一条规定？
refer-sent-ask = 列出随案移送的材料。仅内部可见，举报人只知道机关的类别。
refer-along-ask = 举报人的联系方式是否一并移送？须有保管员在一天内为移送作出的同意。
appeal_for-reason-ask = 相对方要求什么，理由是什么？仅内部可见，请照其所写所说记录。
order-reason-ask = 要求该单位做什么？其工作人员会在备注中看到。
order-days-ask = 什么时候前办好？举报人会看到新的时限。

along-no = 否，继续密封
along-yes = 是，保管员已同意
days-1 = 1 个工作日
days-2 = 2 个工作日
days-3 = 3 个工作日
days-5 = 5 个工作日

authority-police = 公安机关
authority-market = 市场监管部门
authority-copyright = 版权部门
authority-culture = 文化和旅游部门
authority-telecom = 通信管理部门
authority-finance = 金融监管部门
authority-court = 法院或检察院
authority-other = 其他主管机关

## 卡片

accept-moved-up = 原承办单位不能办理这类举报，现由上级单位办理。
staff-handed-on = ✅ { $number } 已转到 { $unit }。
staff-way = 流转
staff-hop-transfer = 转办
staff-hop-return = 退回
staff-hop-common_parent = 多次往返，由共同上级承办
staff-hop-take_over = 提级办理
staff-hop-retired = 原单位已停用
staff-hop-category = 此类举报由上级单位办理
staff-referral = 已移送
staff-referral-identity = 🔓 联系方式已一并移送。
staff-message-affected = ⚖️ 相对方申请复核

## 给工作人员的提醒

notice-case_came = 📥 { $number } 已转到您单位。
notice-order = 📣 上级单位责令办理 { $number }，要求见备注。
notice-taken_from_you = ⬆️ 上级单位已提级办理 { $number }。

## 给举报人的消息

notice-transferred =
    { $how ->
        [return] 您的举报已退回 { $unit }，现由其负责答复。
        [common_parent] 您的举报经几个单位转来转去，现由它们的上级单位承办并答复：{ $unit }。
        [category] 这类举报由 { $unit } 办理，您的举报现由其负责答复。
       *[other] 您的举报已转给 { $unit }，现由其负责答复。
    }
notice-taken_over = 您的举报超过了时限，{ $unit } 已提级办理，现由其负责答复。
notice-ordered = 您的举报超过了时限，上级单位已责令 { $unit } 办理。
notice-referred = 您的举报已移送{ $authority }。本单位会持续跟进，有消息就告诉您。
due-word = 最迟 { $due } 会再次给您消息。

## 说明

transfer-nowhere = 不能转到那里，请选择另一个在用的单位。
transfer-below =
    不能转给 { $unit }：“{ $kind }”举报只能由{ $level ->
        [province] 省级单位
       *[city] 市级以上单位
    }办理。请您选择其他单位。
transfer-bounced = 这件已经来回多次。您的单位是双方的上级，件留在这里；可以责令对方办理，或直接作出决定。
transfer-unit-unknown = 没有找到这个单位。请点选，或输入名称的一部分、域名或代码。
transfer-unit-several = 有 { $count } 个单位符合，请多输入几个字。
refusal-return = 件只能由接收转办的单位退回一次。
refusal-return-below = 不能退回：来件单位不能办理这类举报。
refusal-order-below = 承办单位已不能办理这类举报，请您提级办理。
refusal-not-late = 只有超时并已上报的件才能提级办理或责令办理。
refer-identity = 联系方式须有保管员在一天内为移送作出的同意才能一并移送。请先按“申请联系方式”，或选择“否”。
