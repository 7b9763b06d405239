# 时限：提醒、超期、生命危险、法定留存，以及件保存多久。

## 卡片

staff-late = 🔺 超期：已错过 { $times } 次期限
staff-late-passed-up = 🔺 超期：已错过 { $times } 次期限，已上报{ $unit }
staff-alarm = 🆘 还没有人接手，每 5 分钟提醒一次。
staff-held = ⚖️ 自 { $since } 起法定留存：不归档、不删除

## 办理时的提问

hold-reason-ask = 为什么要留存这个件？仅同事可见。留存期间，不归档也不删除任何内容。
unhold-reason-ask = 为什么解除留存？仅同事可见。解除后，该件将按期归档并删除。

## 提醒

notice-reminder = ⏳ { $number }：今天到期。
notice-word_wanted = 💬 { $number }：还没有给举报人回音。请受理、询问，或告知办理情况。
notice-late_here = ⏰ { $number }：已超期并上报，另有新期限。
notice-late_above = ⏰ { $number }：下级单位办理超期，已报到您处，另有新期限。
notice-late_again = ⏰ { $number }：已超期，上面没有更高的单位，另有新期限。
notice-alarm = 🆘 { $number }：有人生命正受威胁。由您处理，请按“我来处理”。
notice-alarm_over = ✅ { $number }：{ $name }已接手。

## 举报人

notice-late =
    { $unit ->
        [none] 很抱歉，您的举报没有按时办理。办理单位已经知道，并有了新的期限。
       *[other] 很抱歉，您的举报没有按时办理。已上报{ $unit }，由其督促办理。
    }
notice-kept-until = 举报内容保存至 { $day }，期满删除；法院或法律另有需要的除外。
standing-late = ⏰ 没有按时办理。办理单位已经知道，并有了新的期限。
standing-late-passed-up = ⏰ 没有按时办理，已上报{ $unit }，由其督促办理。

## 不能办理的原因

refusal-alarm-over = 已经有人接手了。
refusal-held = 这个件已经在法定留存中。
refusal-not-held = 这个件没有法定留存。
