# 件在网络中的流转与移送：转办、退回、移送、提级、责令。

## 办理时的提问

transfer-unit-ask = 转给哪个单位？请点选，或输入单位名称、网站域名或代码。
transfer-reason-ask = 为什么转办？举报人会看到原文。
return-reason-ask = 为什么退回？举报人会看到原文。
refer-authority-ask = 移送给哪类机关？
refer-name-ask = 具体是哪个机关，联系人是谁？仅内部可见。对方如有 age 公钥（age1 开头），请一并填写，移送材料将为其加密。
refer-rule-ask = 移送依据哪一条规定？
refer-sent-ask = 请列出随案移送的材料。仅内部可见，举报人只知道机关的类别。
refer-along-ask = 举报人的联系方式是否一并移送？须经保管员在一天内为移送作出同意。
appeal_for-reason-ask = 被举报方有什么要求，理由是什么？仅内部可见，请按原话记录。
order-reason-ask = 要求该单位做什么？该单位工作人员会在备注中看到。
order-days-ask = 什么时候前办好？举报人会看到新的期限。

along-no = 否，联系方式继续加密保存
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

accept-moved-up = 原办理单位不能办理这类举报，现由上级单位办理。
staff-handed-on = ✅ { $number } 已转到{ $unit }。
staff-card-closed = 您已不能查看案件 { $number }：该案件已由其他单位办理，或您的职责已有变动。您之前所做的工作都已保留。
staff-way = 流转过程
staff-hop-transfer = 转办
staff-hop-return = 退回原单位
staff-hop-common_parent = 多次往返，由共同的上级单位办理
staff-hop-take_over = 提级办理
staff-hop-retired = 原单位已停用
staff-hop-category = 此类举报由上级单位办理
staff-referral = 已移送
staff-referral-identity = 🔓 联系方式已一并移送。
staff-message-affected = ⚖️ 被举报方申请复核

## 给工作人员的提醒

notice-case_came = 📥 { $number } 已转到您单位。
notice-order = 📣 上级单位责令您单位办理 { $number }，要求见备注。
notice-taken_from_you = ⬆️ 上级单位已提级办理 { $number }。

## 给举报人的消息

notice-transferred =
    { $how ->
        [return] 您的举报已退回{ $unit }，由该单位答复您。
        [common_parent] 您的举报经过多次转办，现由共同的上级单位办理并答复您：{ $unit }。
        [category] 这类举报由{ $unit }办理，并由该单位答复您。
       *[other] 您的举报已转给{ $unit }，由该单位答复您。
    }
notice-taken_over = 您的举报没有按时办理，{ $unit }已提级办理，并由该单位答复您。
notice-ordered = 您的举报没有按时办理，上级单位已责令{ $unit }办理。
notice-referred = 您的举报已移送{ $authority }。办理单位会持续跟进，有消息就告诉您。
due-word = 办理单位将于 { $due } 前再次联系您。

## 说明

transfer-nowhere = 不能转到那里，请选择其他在用的单位。
transfer-below =
    不能转给{ $unit }：“{ $kind }”举报只能由{ $level ->
        [province] 省级单位
       *[city] 市级以上单位
    }办理。请您选择其他单位。
transfer-bounced = 该案件已来回转办多次。您的单位是双方的上级，案件留在这里；您可以责令对方办理，或直接作出决定。
transfer-unit-unknown = 没有找到这个单位。请点选，或输入名称、域名或代码。
transfer-unit-several = 有 { $count } 个单位符合，请多输入几个字。
refusal-return = 只有接收转办的单位可以退回原单位，且只能退回一次。
refusal-return-below = 不能退回：原单位不能办理这类举报。
refusal-order-below = 现办理单位已不能办理这类举报，请您提级办理。
refusal-not-late = 只有逾期并已上报的案件才能提级办理或责令办理。
refer-key-bad = age1 开头的公钥有误，请完整复制后重发，或不填公钥。
refer-identity = 联系方式须经保管员在一天内为移送作出同意，才能一并移送。请先点“申请联系方式”，或选择“否”。
