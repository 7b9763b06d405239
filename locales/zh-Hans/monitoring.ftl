# 关于系统本身，告知管理员的话。

trouble-database = ⚠️ 数据库无法使用。数据没有丢失，但在恢复之前所有操作暂停。
trouble-over-database = ✅ 数据库已恢复使用。
trouble-key = ⚠️ 设置中的加密密钥打不开数据库，请检查 JUBAO_SEAL_KEYS。
trouble-over-key = ✅ 加密密钥已能打开数据库。
trouble-disk = ⚠️ 磁盘剩余空间不足 500 MB，请清理空间。
trouble-over-disk = ✅ 磁盘空间已恢复充足。
trouble-telegram = ⚠️ 收不到 Telegram 的消息。Telegram 会保留一天。请查看运行日志和 “jubao webhook info”。
trouble-over-telegram = ✅ 已恢复接收 Telegram 的消息。
trouble-inbox = ⚠️ 有消息等待处理已超过五分钟，请查看运行日志。
trouble-over-inbox = ✅ 消息处理已恢复及时。
trouble-outbox = ⚠️ 有通知等待发送已超过五分钟，请查看运行日志。
trouble-over-outbox = ✅ 通知发送已恢复及时。
trouble-mail = ⚠️ 有邮件等待发出已超过五分钟。可用 “jubao doctor” 检查邮件服务器。
trouble-over-mail = ✅ 邮件发送已恢复及时。
notice-put_aside = ⚠️ 有一条消息三次处理失败，已搁置，目前共搁置 { $count } 条。已请发送者重试。原因见运行日志中的 “update-dead”。
trouble-evidence = ⚠️ 证据文件存储无法访问。文件待恢复后再保存，文字照常处理。
trouble-judges = ⚠️ 有决定等待第二人办理，但目前没有能联系到且有权办理的人。请用 /grant 增加负责人，或用 “jubao admin invite” 增加管理员；JUBAO_ADMIN_IDS 中的人员须先发送一次 /start。
trouble-over-evidence = ✅ 证据文件存储已恢复。
trouble-files = ⚠️ 证据存储中有不属于任何举报的文件，系统不会自动删除。用 “jubao retention --dry-run” 查看，用 “jubao retention” 删除。
trouble-over-files = ✅ 证据存储中的文件与举报记录已重新一致。
trouble-behind = ⚠️ 数据库比证据存储中的文件旧：它是副本，或是从备份恢复的。在您运行 “jubao retention” 之前，来历不明的文件一律不删除。
trouble-over-behind = ✅ 数据库与证据存储中的文件已重新一致。
trouble-clock = ⚠️ 本机时钟与最近记录的时间不符，暂不可信。在核对一致之前，不会删除任何内容，也不会上报逾期案件。请校准时钟；“jubao doctor” 可与 Telegram 的时间比对。
trouble-over-clock = ✅ 本机时钟已恢复正常，到期内容继续按时删除。
trouble-over-judges = ✅ 等待办理的决定都已有人可以办理。
