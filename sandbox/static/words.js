// The page's own words, in English and Chinese; what people write is never translated.

const EN = {
  sandbox: "sandbox", people: "People", show: "Show {name}", hide: "Hide {name}", connecting: "Connecting…",
  theme: "Light or dark", nobody: "Nobody is shown. Choose a person above.",
  language: "Language of {name}", unknown: "not told", more: "More about {name}", chats: "Chats of {name}",
  bot: "bot", group: "group", channel: "channel", typing: "typing", uploading: "sending a file", unread: "{n} unread",
  block: "Block the bot", unblock: "Unblock the bot", deep: "Open by a link…", hideColumn: "Hide this phone",
  deepTitle: "Open the bot by a link", deepHint: "What stands after start= in the link", deepBad: "Up to 64 of A–Z a–z 0–9 _ -", open: "Open",
  whatCan: "What can this bot do?", empty: "No messages here yet", start: "START",
  write: "Message", caption: "Add a caption…", send: "Send", save: "Save", commands: "Commands", attach: "Attach", keyboard: "Buttons",
  photo: "Photo", video: "Video", document: "File", voice: "Voice message", audio: "Audio", animation: "GIF", sticker: "Sticker",
  video_note: "Video message", contact: "Contact", location: "Place", poll: "Poll", story: "Story", unsupported: "A message this page cannot show",
  forwardPost: "Forward a post…", forwardTitle: "Forward a post", forwardTo: "Forward to…", noPosts: "No channel has a post yet.",
  sendAs: "Send as", remove: "Remove {name}", drop: "Drop files here",
  reply: "Reply", copy: "Copy text", copied: "Copied", edit: "Edit", forward: "Forward", delete: "Delete", actions: "What to do with this message",
  replyTo: "Reply to {name}", editing: "Edit message", cancel: "Cancel", close: "Close", ok: "OK",
  forwarded: "Forwarded from {name}", edited: "edited", hiddenText: "Hidden text, show it", hiddenMedia: "Hidden picture, show it",
  today: "Today", yesterday: "Yesterday", down: "To the newest message", enlarge: "Show {name} large",
  openLink: "Open this link?", openLinkWarn: "It leads out of this page. It may be harmful.",
  shareContact: "Share your phone number?", shareContactHint: "{name} will see it.", phone: "Phone number", share: "Share",
  chooseGroup: "Add to which group?", notHere: "The sandbox cannot do this.", failed: "That did not work: {why}", cannotPlay: "This recording cannot be played.",
  play: "Play", pause: "Pause", blocked: "You have blocked this bot.", pinned: "Pinned message", protected: "Forwarding is not allowed for this message.",
  sJoined: "{who} joined the group", sAdded: "{who} added {whom}", sLeft: "{who} left the group", sRemoved: "{who} removed {whom}",
  sPinned: "{who} pinned “{what}”", sCreated: "{who} created the group “{what}”", sTitle: "{who} changed the group name to “{what}”",
  sMigrated: "The group became a supergroup", sTopic: "Topic “{what}” was created", sTopicEdited: "Topic became “{what}”", sOther: "Something happened in the chat",
};

const ZH = {
  sandbox: "沙盒", people: "人物", show: "显示{name}", hide: "隐藏{name}", connecting: "正在连接…",
  theme: "浅色或深色", nobody: "没有显示任何人。请在上方选择。",
  language: "{name}的语言", unknown: "未告知", more: "{name}的更多操作", chats: "{name}的聊天",
  bot: "机器人", group: "群组", channel: "频道", typing: "正在输入", uploading: "正在发送文件", unread: "{n} 条未读",
  block: "停用机器人", unblock: "恢复机器人", deep: "通过链接打开…", hideColumn: "隐藏这部手机",
  deepTitle: "通过链接打开机器人", deepHint: "链接中 start= 之后的内容", deepBad: "最多 64 个字符：A–Z a–z 0–9 _ -", open: "打开",
  whatCan: "这个机器人能做什么？", empty: "这里还没有消息", start: "开始",
  write: "输入消息", caption: "添加说明…", send: "发送", save: "保存", commands: "命令", attach: "附件", keyboard: "按钮",
  photo: "照片", video: "视频", document: "文件", voice: "语音消息", audio: "音频", animation: "动图", sticker: "贴纸",
  video_note: "视频消息", contact: "联系人", location: "位置", poll: "投票", story: "动态", unsupported: "此页面无法显示这条消息",
  forwardPost: "转发频道帖子…", forwardTitle: "转发帖子", forwardTo: "转发到…", noPosts: "频道中还没有帖子。",
  sendAs: "发送为", remove: "移除{name}", drop: "将文件拖放到这里",
  reply: "回复", copy: "复制文字", copied: "已复制", edit: "编辑", forward: "转发", delete: "删除", actions: "对这条消息的操作",
  replyTo: "回复 {name}", editing: "编辑消息", cancel: "取消", close: "关闭", ok: "好",
  forwarded: "转发自 {name}", edited: "已编辑", hiddenText: "隐藏的文字，点按显示", hiddenMedia: "隐藏的图片，点按显示",
  today: "今天", yesterday: "昨天", down: "回到最新消息", enlarge: "放大{name}",
  openLink: "打开这个链接？", openLinkWarn: "它通向本页面之外，可能有害。",
  shareContact: "分享您的电话号码？", shareContactHint: "{name}将看到它。", phone: "电话号码", share: "分享",
  chooseGroup: "添加到哪个群组？", notHere: "沙盒无法做到这一点。", failed: "未成功：{why}", cannotPlay: "无法播放这段录音。",
  play: "播放", pause: "暂停", blocked: "您已停用此机器人。", pinned: "置顶消息", protected: "这条消息不允许转发。",
  sJoined: "{who} 加入了群组", sAdded: "{who} 添加了 {whom}", sLeft: "{who} 离开了群组", sRemoved: "{who} 移除了 {whom}",
  sPinned: "{who} 置顶了“{what}”", sCreated: "{who} 创建了群组“{what}”", sTitle: "{who} 将群名改为“{what}”",
  sMigrated: "群组已升级为超级群组", sTopic: "话题“{what}”已创建", sTopicEdited: "话题改为“{what}”", sOther: "聊天中发生了一件事",
};

const chinese = /^zh\b/i.test(navigator.language);

/** For <html lang> and for dates. */
export const pageLanguage = chinese ? "zh-Hans" : "en";

/** A phrase; `{name}` takes the parameter of that name. */
export function say(key, given = {}) {
  const phrase = (chinese ? ZH : EN)[key] ?? EN[key] ?? key;
  return phrase.replace(/\{(\w+)\}/g, (_, name) => String(given[name] ?? ""));
}

/** What a person may set a phone to; null is a phone that does not tell. */
export const LANGUAGES = [
  ["zh-hans", "简体中文"], ["zh-hant", "繁體中文"], ["en", "English"], ["ug", "ئۇيغۇرچە"], ["bo", "བོད་སྐད།"], ["ru", "Русский"],
];
