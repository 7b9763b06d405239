# 时限：提醒、超期、生命危险、法定留存，以及件保存多久。

## 卡片

staff-late = 🔺 逾期：已错过 { $times } 次期限
staff-late-passed-up = 🔺 逾期：已错过 { $times } 次期限，已上报{ $unit }
staff-alarm = 🆘 还没有人接手，每 5 分钟通知一次值班人员。
staff-held = ⚖️ 自 { $since } 起法定留存：不归档、不删除

## 办理时的提问

hold-reason-ask = 为什么要留存该案件？仅同事可见。留存期间不归档，也不删除任何内容。
unhold-reason-ask = 为什么解除留存？仅同事可见。解除后，案件将按期归档并删除。

## 提醒

notice-reminder = ⏳ { $number }：今天到期。
notice-word_wanted = 💬 { $number }：还没有回复举报人。请受理、询问，或告知办理情况。
notice-late_here = ⏰ { $number }：已逾期并上报，期限已重新设定。
notice-late_above = ⏰ { $number }：下级单位逾期，已上报至您单位，期限已重新设定。
notice-late_again = ⏰ { $number }：已逾期，因没有上级单位，期限已重新设定。
notice-alarm = 🆘 { $number }：有人正面临生命危险。由您处理，请点“我来处理”。
notice-assigned = 👤 { $name } 将 { $number } 交给您办理。
notice-alarm_over = ✅ { $number }：{ $name }已接手。

## 举报人

notice-new_time =
    { $why ->
        [clock] 系统时钟曾有误，之前告知您的时间不准确，现更正如下。
       *[calendar] 因工作日或办公时间调整，您的举报办理期限有变。
    }
notice-late =
    { $unit ->
        [none] 很抱歉，您的举报没有按时办理。办理单位已知悉，并重新确定了期限。
       *[other] 很抱歉，您的举报没有按时办理。现已上报{ $unit }，由其督促办理。
    }
notice-kept-until = 您的举报内容将于 { $day } 删除；法院或法律要求继续保存的除外。
standing-late = ⏰ 没有按时办理。办理单位已知悉，并重新确定了期限。
standing-late-passed-up = ⏰ 没有按时办理。现已上报{ $unit }，由其督促办理。

## 不能办理的原因

refusal-alarm-over = 已经有人接手了。
refusal-held = 该案件已在法定留存中。
refusal-not-held = 该案件没有法定留存。
