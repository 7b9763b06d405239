# 举报办到哪一步、结果如何、为什么。每组第一句可作按钮（40 字以内），第二句是说给举报人的话。

status-submitted = ⏳ 已收到
status-needs_info = ❓ 请您补充
status-accepted = ⏳ 已受理
status-not_accepted = 不予受理
status-verifying = ⏳ 核查中
status-acting = ⏳ 处置中
status-acting-done = ⏳ 待作出决定
status-referred = ⏳ 已移送
status-feedback_pending = ⏳ 答复待审定
status-closed = ✅ 已办结
status-appealed = ⏳ 复核中
status-withdrawn = 已撤回
status-joined = ⏳ 已并案
status-archived = ✅ 已办结
status-purged = 已删除

about-submitted = 您的举报已收到，工作人员会查看并决定是否受理。
about-needs_info = 办理单位需要您补充情况才能继续办理。在您回答之前，办理时限暂停计算。
about-accepted = 办理单位已受理您的举报，接下来将进行核查。
about-not_accepted = 您的举报未予受理，理由见下。
about-verifying = 办理单位正在核查您举报的内容。
about-acting = 经核查，该内容涉嫌违反相关规定，正在要求处置。
about-acting-done = 经核查，该内容涉嫌违反相关规定。办理单位已要求处置，接下来将作出决定。
about-referred = 您的举报已移送主管部门处理。
about-feedback_pending = 处理意见已拟好，正由另一位工作人员审定，随后发给您。
about-closed = 您的举报已有处理结果，结果和理由见下。
about-appealed = 正由未参与原处理的人员复核。
about-withdrawn = 您已撤回这份举报，无需再做什么。
about-joined = 还有其他人举报了同样的内容，办理单位会一并办理。您的查询码不变，每一步进展都会告诉您。
about-archived = 您的举报已办结并归档，结果和理由见下。
about-purged = 这份举报的保存期已满，内容已删除。

outcome-removed = 已删除
outcome-removed_by_unit = 办理单位自行删除
outcome-restricted = 已限制传播
outcome-account_measure = 已处置账号
outcome-already_gone = 核查时已不存在
outcome-provider_refused = 平台未予处置
outcome-not_upheld = 举报不属实
outcome-void = 无法判断：内容和副本均已不存在

result-removed = 您举报的内容已被删除。
result-removed_by_unit = 您举报的内容已被删除。
result-restricted = 您举报的内容已被限制传播。
result-account_measure = 发布该内容的账号已被处置。
result-already_gone = 核查时，该内容已经不存在。
result-provider_refused = 办理单位已要求处置，但平台未予配合。
result-not_upheld = 经核查，未发现该内容违反相关规定。
result-void = 内容及其所有副本均已不存在，无法判断。
result-dismissed = 经复核，维持原处理结果。

ground-out_of_remit = 不属于受理范围
ground-not_located = 无法找到该内容
ground-no_rule_broken = 未违反相关规定
ground-repeated = 同一人重复举报
ground-misuse = 不属于正常举报

why-out_of_remit = 这类内容不属于本单位的职责范围。
why-not_located = 根据目前的信息找不到该内容。您可以附上链接，或写明应用、账号和时间，重新举报。
why-no_rule_broken = 您举报的内容未违反本单位可以适用的规定。
why-repeated = 您之前已举报过同一内容。之前的举报正在办理，结果会告知您。
why-misuse = 该内容不属于违法和不良信息举报，无法受理。

subcategory-none = 未选小类
name-anonymous = 匿名
contact-anonymous = 匿名
identity-anonymous = 匿名
identity-confidential = 留联系方式
identity-real_name = 实名

known-anonymous = 匿名
known-confidential = 留有联系方式（保密）
known-real_name = 实名（保密）
