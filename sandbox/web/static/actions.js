// The actions of a person in the open chat: each is one request; an error is shown as a toast.

import { act, upload } from "./api.js";
import { startGroup } from "./choices.js";
import { pressKey } from "./keyboards.js";
import { deepLink, isPayload, leave } from "./links.js";
import { nameOf } from "./looks.js";
import { alertSheet, askSheet, enlarge, toast } from "./sheet.js";
import { say } from "./words.js";

export class Actions {
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

  /** Wait for a request; returns true if it succeeded, else shows the error. */
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
    return this.attempt(
      act(
        this.me,
        this.chat,
        "text",
        replyTo === undefined ? { text } : { text, reply_to: replyTo },
      ),
    );
  }

  upload(kind, caption, files) {
    return this.attempt(upload(this.me, this.chat, kind, caption, files));
  }

  edit(messageId, text) {
    return this.attempt(act(this.me, this.chat, "edit", { message_id: messageId, text }));
  }

  /** Send a command; in a group with the bot's username, as Telegram's menu does. */
  command(words) {
    const addressed =
      this.phone.thread.isPrivate || words.includes("@")
        ? words
        : `${words}@${this.world.bot.username}`;
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

  /** Press an inline button: callback buttons go to the bot, the others are handled here. */
  press(message, key) {
    if (key.callback_data !== undefined) return this.pressCallback(message, key.callback_data);
    if (key.url) return this.link(key.url);
    if (key.login_url) return this.link(key.login_url.url);
    if (key.copy_text) return this.copy(key.copy_text.text);
    const inline = key.switch_inline_query ?? key.switch_inline_query_current_chat;
    if (inline !== undefined)
      return this.phone.composer.setText(`@${this.world.bot.username} ${inline}`);
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
      const answer = await act(this.me, this.chat, "press", {
        message_id: message.message_id,
        data,
      });
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
    return startGroup(this, own.startgroup);
  }

  openByLink() {
    askSheet(this.phone, {
      name: "deep-link",
      title: say("deepTitle"),
      hint: say("deepHint"),
      prefix: "start=",
      check: isPayload,
      wrong: say("deepBad"),
      yes: say("open"),
      run: (payload) => this.start(payload),
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

  /** Press a button of the reply keyboard. */
  key(given) {
    if (given.request_contact) return this.shareContact();
    if (
      given.request_location ||
      given.request_users ||
      given.request_chat ||
      given.web_app ||
      given.request_poll
    )
      return toast(this.phone, say("notHere"));
    return this.send(given.text);
  }

  shareContact() {
    const phone = `+86 138 0000 ${String(Math.abs(this.me) % 10000).padStart(4, "0")}`;
    askSheet(this.phone, {
      name: "contact",
      title: say("shareContact"),
      hint: say("shareContactHint", { name: nameOf(this.world.bot) }),
      value: phone,
      kind: "tel",
      yes: say("share"),
      check: (words) => /\d{5}/.test(words.replace(/\D/g, "")),
      wrong: say("phone"),
      run: (words) =>
        this.attempt(act(this.me, this.chat, "contact", { phone: words.replace(/[^\d+]/g, "") })),
    });
  }
}
