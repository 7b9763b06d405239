// The composer: text field, commands, files, reply keyboard.

import { ACCEPTS, attachmentStrip, likelyKind } from "./attachments.js";
import { refill } from "./dom.js";
import { replyKeyboard } from "./keyboards.js";
import { openMenu } from "./menu.js";
import { commandList, composerParts, stripParts } from "./parts.js";
import { say } from "./words.js";

const TALLEST = 160; // pixels the field may grow to
const PAGES = { PageUp: -1, PageDown: 1 }; // in an empty field they scroll the messages

/** `on`: send(text), upload(kind, caption, files), edit(id, text), command(text), key(button), forwardPost(), unblock(), start(). */
export class Composer {
  constructor(phone, on) {
    this.phone = phone;
    this.on = on;
    this.thread = null;
    this.keysShown = true;
    this.keysLook = null;
    this.commandsShown = false;
    this.wantsFocus = false;
    this.picking = null;
    Object.assign(this, composerParts(this));
  }

  open(thread) {
    this.thread = thread;
    this.commandsShown = false;
    this.input.value = thread.draft.text;
    this.draw();
    this.fit();
  }

  get draft() {
    return this.thread.draft;
  }

  draw() {
    const { thread, draft } = this;
    const shut = thread.isPrivate && thread.blocked;
    this.bar.hidden = shut;
    this.unblockButton.hidden = !shut;
    this.startButton.hidden =
      shut || !thread.isPrivate || thread.entries.size > 0 || !thread.loaded;
    this.commandsButton.hidden = thread.commands.length === 0;
    this.drawStrip();
    const waiting = [
      thread.chat.id,
      draft.kind,
      draft.files.map(({ name, size, lastModified }) => [name, size, lastModified]),
    ];
    refill(this.waiting, waiting, () => [attachmentStrip(draft, () => this.draw())]);
    const keyboard = thread.keyboard?.keyboard ? thread.keyboard : null;
    const look = JSON.stringify(keyboard);
    if (look !== this.keysLook) this.keysShown = true; // a new keyboard is shown at once
    this.keysLook = look;
    this.keysButton.hidden = !keyboard;
    this.keysButton.setAttribute("aria-expanded", String(this.keysShown));
    const laid = keyboard && this.keysShown && !shut ? keyboard : null;
    refill(this.keys, laid, () => [laid && replyKeyboard(laid, (key) => this.chooseKey(key))]);
    this.input.placeholder =
      draft.files.length > 0 ? say("caption") : keyboard?.input_field_placeholder || say("write");
    this.sendButton.disabled = draft.files.length === 0 && draft.text.trim() === "";
    this.sendButton.setAttribute("aria-label", say(draft.editing ? "save" : "send"));
    this.drawCommands();
    if (!this.wantsFocus || !this.startButton.hidden || !this.unblockButton.hidden) return;
    this.wantsFocus = false;
    this.input.focus();
  }

  drawStrip() {
    const { replyTo, editing } = this.draft;
    const about = editing ?? replyTo;
    this.strip.hidden = !about;
    const signature = [this.thread.chat.id, about?.message_id, Boolean(editing)];
    refill(this.strip, signature, () =>
      about ? stripParts(about, Boolean(editing), () => this.letGo()) : [],
    );
  }

  drawCommands() {
    const typed = /^\/(\w*)$/.exec(this.draft.text)?.[1];
    const open = !this.bar.hidden && (this.commandsShown || typed !== undefined);
    const shown = open
      ? this.thread.commands.filter(({ command }) => command.startsWith(typed ?? ""))
      : [];
    this.commands.hidden = shown.length === 0;
    this.commandsButton.setAttribute("aria-expanded", String(shown.length > 0));
    refill(this.commands, shown, () => commandList(shown, (words) => this.sendCommand(words)));
  }

  begin({ currentTarget }) {
    this.keepFocus(currentTarget);
    this.on.start();
  }

  unblock({ currentTarget }) {
    this.keepFocus(currentTarget);
    this.on.unblock();
  }

  /** A pressed button that goes away gives its focus to the field, if it was pressed by a key. */
  keepFocus(pressed) {
    this.wantsFocus = pressed.matches(":focus-visible");
  }

  toggleKeys() {
    this.keysShown = !this.keysShown;
    this.draw();
  }

  toggleCommands() {
    this.commandsShown = !this.commandsShown;
    this.drawCommands();
  }

  sendCommand(words) {
    this.commandsShown = false;
    if (this.draft.text.startsWith("/")) this.setText("");
    this.draw();
    this.on.command(words);
  }

  setText(words) {
    this.draft.text = words;
    this.input.value = words;
    this.fit();
  }

  /** Reply to or edit a message; an edit puts its text into the field. */
  about({ replyTo = null, editing = null }) {
    Object.assign(this.draft, { replyTo, editing });
    if (editing) this.setText(editing.text ?? editing.caption ?? "");
    this.draw();
    this.input.focus();
  }

  letGo() {
    if (this.draft.editing) this.setText("");
    Object.assign(this.draft, { replyTo: null, editing: null });
    this.draw();
    this.input.focus();
  }

  addFiles(files, kind = null) {
    if (files.length === 0) return;
    this.draft.files.push(...files);
    this.draft.kind = kind ?? likelyKind(this.draft.files);
    this.draw();
    this.input.focus();
  }

  offerKinds() {
    const symbols = { photo: "photo", video: "video", document: "file", voice: "mic" };
    const picks = Object.entries(symbols).map(([kind, symbol]) => ({
      name: kind,
      words: say(kind),
      symbol,
      run: () => this.pick(kind),
    }));
    openMenu(this.phone.inside, this.attachButton, [
      ...picks,
      {
        name: "forward-post",
        words: say("forwardPost"),
        symbol: "channel",
        run: () => this.on.forwardPost(),
      },
    ]);
  }

  pick(kind) {
    this.picking = kind;
    this.files.accept = ACCEPTS[kind];
    this.files.click();
  }

  onPicked() {
    const kind = this.picking;
    this.picking = null;
    this.addFiles([...this.files.files], kind);
    this.files.value = "";
    this.files.accept = "";
  }

  onPaste(event) {
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length === 0) return;
    event.preventDefault();
    this.addFiles(files);
  }

  onInput() {
    this.draft.text = this.input.value;
    this.sendButton.disabled = this.draft.files.length === 0 && this.draft.text.trim() === "";
    this.drawCommands();
    this.fit();
  }

  onKey(event) {
    if (event.key === "Escape" && this.commandsShown) this.toggleCommands();
    else if (event.key === "Escape" && (this.draft.editing || this.draft.replyTo)) this.letGo();
    if (PAGES[event.key] && event.target.value === "") {
      event.preventDefault();
      this.phone.feed.page(PAGES[event.key]);
    }
    // Enter in an input method confirms its candidate and does not send (229: Safari's key code).
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229)
      return;
    event.preventDefault();
    this.submit();
  }

  fit() {
    this.input.style.setProperty("height", "auto");
    this.input.style.setProperty("height", `${Math.min(this.input.scrollHeight, TALLEST)}px`);
  }

  chooseKey(key) {
    if (this.thread.keyboard?.one_time_keyboard) this.keysShown = false;
    this.draw();
    this.on.key(key);
  }

  /** Send text and files; they are put back into the composer if the server refuses them. */
  async submit() {
    const { thread } = this;
    const { text, files, kind, replyTo, editing } = thread.draft;
    if (files.length === 0 && text.trim() === "") return;
    thread.draft = { text: "", files: [], kind: null, replyTo: null, editing: null };
    this.commandsShown = false;
    this.open(thread);
    this.input.focus();
    const done = await this.deliver({ text, files, kind, replyTo, editing });
    if (done || thread.draft.text !== "") return;
    thread.draft = { text, files, kind, replyTo, editing };
    if (this.thread === thread) this.open(thread);
  }

  deliver({ text, files, kind, replyTo, editing }) {
    if (editing) return this.on.edit(editing.message_id, text);
    if (files.length > 0) return this.on.upload(kind, text, files);
    return this.on.send(text, replyTo?.message_id);
  }
}
