# 公开的举报热线。

button-hotlines = 举报热线
directory-title = 举报热线
directory-how = 请点选单位或网站，也可以发送 /directory 加城市、名称或网址。
directory-offices = 各级单位
directory-sites = 网站
directory-which = 您指的是哪一个？
directory-none = 没有找到相符的单位，以下是各级单位：
directory-phone = ☎️ 24 小时电话：
directory-mail = ✉️ 邮箱：
directory-masked = （公布时带星号，完整地址请致电询问）
directory-area = 受理地区：{ $area }
directory-hosts = 受理网站：{ $hosts }
directory-parent = 上级单位：{ $unit }
directory-report-here = 向该单位举报
directory-share = 分享
directory-draw = 二维码

inline-report = 我要举报
inline-none = 没有找到相符的单位，仍可直接举报
inline-open = 在机器人中查看
