// What a person can do in the chat that is open: each is one request, and a refusal becomes a toast.

import { act, upload } from "./api.js";
import { pressKey } from "./keyboards.js";
import { deepLink, isPayload, leave } from "./links.js";
import { avatar, dayWords, nameOf, timeOf } from "./looks.js";
import { snippet, thumbnail } from "./media.js";
import { openMenu } from "./menu.js";
import { alertSheet, askSheet, chooseSheet, enlarge, toast } from "./sheet.js";
import { h } from "./dom.js";
import { LANGUAGES, say } from "./words.js";

export class Hands {
  constructor(phone, world) {
    this.phone = phone;
    this.world = world;
  }

  get me() {
    return this.phone.person.id;
  }

  get chat() {
    return this.phone.thread.chat.id;
  }

  /** Do it; true when the server took it. */
  async attempt(promise) {
    try {
      await promise;
      return true;
    } catch (error) {
      toast(this.phone, say("failed", { why: error.message }));
      return false;
    }
  }

  send(text, replyTo) {
    return this.attempt(act(this.me, this.chat, "text", replyTo === undefined ? { text } : { text, reply_to: replyTo }));
  }

  upload(kind, caption, files) {
    return this.attempt(upload(this.me, this.chat, kind, caption, files));
  }

  edit(messageId, text) {
    return this.attempt(act(this.me, this.chat, "edit", { message_id: messageId, text }));
  }

  /** In a group a command is addressed to the bot, as Telegram's menu does it. */
  command(words) {
    const addressed = this.phone.thread.isPrivate || words.includes("@") ? words : `${words}@${this.world.bot.username}`;
    return this.send(addressed);
  }

  start(payload = "") {
    const own = this.world.thread(this.me, this.me);
    if (own) this.phone.open(own);
    return this.send(payload ? `/start ${payload}` : "/start");
  }

  block(on) {
    return this.attempt(act(this.me, this.me, "block", { on }));
  }

  /** An inline button: most are answered by the bot, the others are the phone's own business. */
  press(message, key) {
    if (key.callback_data !== undefined) return this.pressCallback(message, key.callback_data);
    if (key.url) return this.link(key.url);
    if (key.login_url) return this.link(key.login_url.url);
    if (key.copy_text) return this.copy(key.copy_text.text);
    const inline = key.switch_inline_query ?? key.switch_inline_query_current_chat;
    if (inline !== undefined) return this.phone.composer.setText(`@${this.world.bot.username} ${inline}`);
    return toast(this.phone, say("notHere"));
  }

  async pressCallback(message, data) {
    const { phone } = this;
    const pending = phone.pendingIn(phone.thread);
    const key = pressKey(message, data);
    if (pending.has(key)) return;
    pending.add(key);
    phone.redraw();
    try {
      const answer = await act(this.me, this.chat, "press", { message_id: message.message_id, data });
      if (answer.url) this.link(answer.url);
      if (answer.text && answer.show_alert) alertSheet(phone, answer.text);
      else if (answer.text) toast(phone, answer.text);
    } catch (error) {
      toast(phone, say("failed", { why: error.message }));
    } finally {
      pending.delete(key);
      phone.redraw();
    }
  }

  link(address) {
    const own = deepLink(address, this.world.bot.username);
    if (!own) return leave(this.phone, address);
    if (own.start !== undefined) return this.start(isPayload(own.start) ? own.start : "");
    return this.startGroup(own.startgroup);
  }

  startGroup(payload) {
    const command = `/start@${this.world.bot.username}${payload ? ` ${payload}` : ""}`;
    const groups = this.world.threadsOf(this.phone.person).filter((thread) => !thread.isPrivate);
    const choices = groups.map((thread) => ({
      content: [avatar(thread.chat, 36), h("bdi", {}, nameOf(thread.chat))], testid: "group-choice",
      run: () => { this.phone.open(thread); this.send(command); },
    }));
    chooseSheet(this.phone, { name: "choose-group", title: say("chooseGroup"), choices });
  }

  openByLink() {
    askSheet(this.phone, {
      name: "deep-link", title: say("deepTitle"), hint: say("deepHint"), prefix: "start=", check: isPayload, wrong: say("deepBad"),
      yes: say("open"), run: (payload) => this.start(payload),
    });
  }

  async copy(text) {
    await navigator.clipboard?.writeText(text).catch(() => undefined);
    toast(this.phone, say("copied"));
  }

  enlarge(address, words) {
    enlarge(address, words);
  }

  unplayable() {
    toast(this.phone, say("cannotPlay"));
  }

  jump(messageId) {
    this.phone.feed.jump(messageId);
  }

  /** A button of the reply keyboard. */
  key(given) {
    if (given.request_contact) return this.shareContact();
    if (given.request_location || given.request_users || given.request_chat || given.web_app || given.request_poll) return toast(this.phone, say("notHere"));
    return this.send(given.text);
  }

  shareContact() {
    const phone = `+86 138 0000 ${String(Math.abs(this.me) % 10000).padStart(4, "0")}`;
    askSheet(this.phone, {
      name: "contact", title: say("shareContact"), hint: say("shareContactHint", { name: nameOf(this.world.bot) }), value: phone, kind: "tel", yes: say("share"),
      check: (words) => /\d{5}/.test(words.replace(/\D/g, "")), wrong: say("phone"),
      run: (words) => this.attempt(act(this.me, this.chat, "contact", { phone: words.replace(/[^\d+]/g, "") })),
    });
  }

  language(anchor) {
    const { person } = this.phone;
    const now = person.language_code ?? null;
    const items = [...LANGUAGES, [null, say("unknown")]].map(([code, words]) => ({
      name: code ?? "none", words, checked: code === now,
      run: () => this.attempt(act(this.me, this.me, "language", { code })),
    }));
    openMenu(this.phone.inside, anchor, items);
  }

  more(anchor) {
    const own = this.world.thread(this.me, this.me);
    const blocked = own?.blocked ?? false;
    openMenu(this.phone.inside, anchor, [
      { name: "deep-link", words: say("deep"), symbol: "link", run: () => this.openByLink() },
      { name: blocked ? "unblock" : "block", words: say(blocked ? "unblock" : "block"), symbol: "block", danger: !blocked, run: () => this.block(!blocked) },
      { name: "hide", words: say("hideColumn"), symbol: "hide", run: () => this.phone.onhide() },
    ]);
  }

  /** What can be done with one message. */
  menu(message, anchor) {
    const { composer, thread } = this.phone;
    const isOwn = message.from?.id === this.me && !message.sender_chat;
    const text = message.text ?? message.caption;
    const canEdit = isOwn && text !== undefined && !message.forward_origin;
    openMenu(this.phone.inside, anchor, [
      { name: "reply", words: say("reply"), symbol: "reply", run: () => composer.about({ replyTo: message }) },
      text === undefined ? null : { name: "copy", words: say("copy"), symbol: "copy", run: () => this.copy(text) },
      canEdit ? { name: "edit", words: say("edit"), symbol: "edit", run: () => composer.about({ editing: message }) } : null,
      { name: "forward", words: say("forward"), symbol: "forward", run: () => this.forward(message, thread) },
      isOwn ? { name: "delete", words: say("delete"), symbol: "trash", danger: true, run: () => this.attempt(act(this.me, this.chat, "delete", { message_id: message.message_id })) } : null,
    ].filter(Boolean));
  }

  /** Send a message on to one of this person's chats. */
  forward(message, from) {
    if (message.has_protected_content) {
      toast(this.phone, say("protected"));
      return;
    }
    const choices = this.world.threadsOf(this.phone.person).map((to) => ({
      content: [avatar(to.isPrivate ? this.world.bot : to.chat, 36), h("bdi", {}, to.isPrivate ? nameOf(this.world.bot) : nameOf(to.chat))],
      testid: "forward-destination", data: { "data-chat": to.chat.id },
      run: () => { this.phone.open(to); this.attempt(act(this.me, to.chat.id, "forward", { from_chat: from.chat.id, message_id: message.message_id })); },
    }));
    chooseSheet(this.phone, { name: "forward-to", title: say("forwardTo"), choices });
  }

  /** Pick a channel's post and forward it here. */
  async forwardPost() {
    const channels = await this.world.readChannels();
    const choices = channels.flatMap((channel) => channel.posts.map((post) => ({
      content: [avatar(channel, 40), h("span", { class: "post" },
        h("span", { class: "post-head" }, h("bdi", { class: "post-channel" }, nameOf(channel)), h("span", { class: "faint" }, `${dayWords(post.date)}, ${timeOf(post.date)}`)),
        h("span", { class: "post-words", dir: "auto" }, snippet(post))), thumbnail(post)],
      testid: "forward-post", data: { "data-chat": channel.id, "data-message-id": post.message_id },
      run: () => this.attempt(act(this.me, this.chat, "forward", { from_chat: channel.id, message_id: post.message_id })),
    })));
    chooseSheet(this.phone, { name: "forward", title: say("forwardTitle"), choices, none: say("noPosts") });
  }
}
