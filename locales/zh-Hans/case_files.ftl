# 移送材料：案件卡片、给负责人的通知、材料内的摘要。

verb-case_file = 移送材料

case_file-ordered = 📦 移送材料正在生成，稍后发到这里。
case_file-caption = 案件 { $number } 移送材料，已签名，可用“jubao verify”核验。请尽快保存，{ $minutes } 分钟后将从本聊天中删除。
case_file-sealed = 材料已按受理机关的公钥加密，只有对方能打开。
case_file-no_pdf = 本机没有中文字体（fonts-noto-cjk），材料内只有文本摘要，没有 PDF。
case_file-not_referred = 案件移送后才能生成移送材料。
case_file-waits = 移送材料正在生成，请稍候。

notice-case_file_too_large = 案件 { $number } 的移送材料超过 49 MB，无法在聊天中发送。请运维人员执行：jubao case-file { $number } --out 文件名
notice-case_file_uncertain = 不能确定案件 { $number } 的移送材料是否送达。请先在本聊天中查找；如果没有，请点“移送材料”。
notice-case_file_failed = 案件 { $number } 的移送材料没有生成。请点“移送材料”重试；如再次失败，请联系运维人员。
notice-case_file_not_removed = 案件 { $number } 的移送材料未能从本聊天中删除，请您自行删除。

## 材料内的摘要

case_file-title = 案件移送材料 { $number }
case_file-section-case = 案件
case_file-section-referral = 移送
case_file-section-addresses = 被举报的地址
case_file-section-finding = 认定情况
case_file-section-evidence = 证据
case_file-section-reporters = 举报人
case_file-section-held = 案件经办情况
case_file-section-verify = 如何核验本材料
case_file-label-number = 编号
case_file-label-category = 类别
case_file-label-office = 办理单位
case_file-label-phone = 电话
case_file-label-opened = 收到时间
case_file-label-accepted = 受理时间
case_file-label-made = 生成时间
case_file-label-authority = 移送机关
case_file-label-addressed = 接收机关
case_file-label-rule = 依据
case_file-label-sent = 随附内容
case_file-label-referred = 移送时间
case_file-label-by = 移送人
case_file-label-facts = 事实
case_file-label-decided = 认定时间
case_file-label-original = 收到时 SHA-256
case_file-label-key = 公钥
case_file-form-as_received = 与收到时一致
case_file-form-without_metadata = 去除元数据的副本
case_file-form-held_back = 未附：可能暴露举报人身份
case_file-form-missing = 未附：文件已不存在
case_file-closed = 该类别不附证据，只列地址。
case_file-places_in_words = 另有 { $count } 处以文字说明的位置未列入，因其中可能含有举报人信息。如有需要，可向本单位询问。
case_file-no_reporters = 本材料不含举报人信息，如有需要请与办理单位联系。
case_file-with_reporters = 经保管员同意，一并提供：
case_file-until_now = 至今
case_file-verify = 全部文件及其 SHA-256 列于 manifest-sha256.txt，signature.json 以 Ed25519 对该清单签名。运行“jubao verify 文件 --key 公钥”可完整核验。请将公钥与办理单位公布的公钥核对，文件内的公钥本身不能证明签名者身份。

## 举报人的签名回执

button-signed-receipt = 签名回执
signed_receipt-title = 举报回执，查询码末尾为 { $tail }
signed_receipt-received = { $unit } 已于 { $at } 收到
signed_receipt-category = 类别：{ $category }
signed_receipt-counts = 地址 { $addresses } 个，文件 { $files } 个，其 SHA-256 见下
signed_receipt-pending = 另有 { $count } 个文件正在保存
signed_receipt-verify = 核验方法：jubao verify 文件 --key { $public }
signed_receipt-explained = 这个文件可以证明办理单位何时收到了您的举报，其中没有您的身份信息。请保存在只有您能看到的地方。需要核验时，请把文件交给办理单位；也可以自行使用命令 jubao verify 文件名。

## 受理机关的答复

verb-authority_answer = 受理机关答复
staff-authority-answer = 受理机关答复
authority_answer-receipt-ask = 受理机关回执的编号和日期是什么？没有回执可以跳过。
authority_answer-reply-ask = 受理机关是怎么答复的？现在不会发给任何人；点“告知举报人”时可直接使用这段话，请写举报人可以看的内容。
refusal-not-referred = 案件移送期间才能这样操作。
