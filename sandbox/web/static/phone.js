// One person's phone: who it is, their chats, the chat that is open.

import { forwardPost } from "./choices.js";
import { Composer } from "./composer.js";
import { button, h, refill } from "./dom.js";
import { Feed } from "./feed.js";
import { acceptDrops, openMenuOnHold } from "./gestures.js";
import { Actions } from "./actions.js";
import { icon } from "./icons.js";
import { aboutOf, avatar, hueOf, nameOf } from "./looks.js";
import { closeMenus } from "./menu.js";
import { languageMenu, messageMenu, personMenu } from "./menus.js";
import { drawTabs } from "./tabs.js";
import { say } from "./words.js";

export class Phone {
  constructor(person, world, { onhide, onread, onopen }) {
    this.person = person;
    this.world = world;
    this.onhide = onhide;
    this.onread = onread;
    this.onopen = onopen;
    this.thread = null;
    this.visible = false;
    this.pending = new Map(); // chat id → presses not yet answered
    this.actions = new Actions(this, world);
    this.feed = new Feed(this.deeds(), nameOf(person));
    this.composer = new Composer(this, this.composing());
    this.build();
    this.open(this.threads[0]);
  }

  /** Callbacks that messages call. */
  deeds() {
    const { actions } = this;
    return {
      link: (address) => actions.link(address),
      command: (words) => actions.command(words),
      press: (message, key) => actions.press(message, key),
      menu: (message, anchor) => messageMenu(actions, message, anchor),
      jump: (id) => actions.jump(id),
      enlarge: (address, words) => actions.enlarge(address, words),
      unplayable: () => actions.unplayable(),
    };
  }

  composing() {
    const { actions } = this;
    return {
      send: (text, replyTo) => actions.send(text, replyTo),
      upload: (kind, caption, files) => actions.upload(kind, caption, files),
      edit: (id, text) => actions.edit(id, text),
      command: (words) => actions.command(words),
      key: (key) => actions.key(key),
      forwardPost: () => forwardPost(actions),
      unblock: () => actions.block(false),
      start: () => actions.start(),
    };
  }

  build() {
    const name = nameOf(this.person);
    this.languageButton = button({
      class: "round language",
      "aria-label": say("language", { name }),
      "aria-haspopup": "menu",
      "data-testid": "language-button",
      onclick: (event) => languageMenu(this.actions, event.currentTarget),
    });
    const more = button(
      {
        class: "round",
        "aria-label": say("more", { name }),
        "aria-haspopup": "menu",
        "data-testid": "person-menu",
        onclick: (event) => personMenu(this.actions, event.currentTarget),
      },
      icon("more"),
    );
    this.about = h("span", { class: "about", dir: "auto" });
    const head = h(
      "header",
      { class: "column-head" },
      avatar(this.person, 42),
      h("div", { class: "who" }, h("h2", {}, h("bdi", {}, name)), this.about),
      this.languageButton,
      more,
    );
    this.tabs = h("nav", { class: "tabs", "aria-label": say("chats", { name }) });
    this.welcome = h("div", { class: "welcome", "data-testid": "welcome" });
    this.toasts = h("div", { class: "toasts" });
    this.dropHint = h(
      "div",
      { class: "drop-hint", "aria-hidden": "true" },
      h("span", {}, say("drop")),
    );
    this.feed.element.append(this.welcome, this.toasts, this.dropHint);
    this.inside = h(
      "div",
      { class: "inside" },
      head,
      this.tabs,
      this.feed.element,
      this.composer.element,
    );
    this.element = h(
      "section",
      {
        class: "column",
        "aria-label": name,
        "data-testid": "column",
        "data-person": this.person.id,
        style: { "--hue": hueOf(this.person.id) },
        onkeydown: (event) => this.onKey(event),
      },
      this.inside,
    );
    acceptDrops(this);
    openMenuOnHold(this);
  }

  get threads() {
    return this.world.threadsOf(this.person);
  }

  pendingIn(thread) {
    const id = thread.chat.id;
    if (!this.pending.has(id)) this.pending.set(id, new Set());
    return this.pending.get(id);
  }

  open(thread) {
    if (!thread || thread === this.thread) return;
    closeMenus(this.inside);
    this.thread = thread;
    this.composer.open(thread);
    this.feed.open(thread);
    this.seen();
    this.redraw();
    this.onopen();
  }

  /** End jumps to the newest message, unless the key moves in a text that is being written. */
  onKey(event) {
    const { target, key } = event;
    if (key !== "End" || event.shiftKey || event.altKey || this.inside.inert) return;
    if (!event.ctrlKey && target.matches("input, textarea") && target.value !== "") return;
    event.preventDefault();
    this.feed.toNewest();
  }

  /** Mark the open chat as read if it is visible. */
  seen() {
    if (!this.visible || !this.thread || this.thread.unread === 0) return;
    this.thread.unread = 0;
    this.onread();
  }

  show(visible) {
    const appears = visible && !this.visible;
    this.visible = visible;
    this.element.hidden = !visible;
    this.seen();
    if (appears) this.feed.toBottom();
    drawTabs(this);
  }

  /** Redraw after a change in one of this person's chats. */
  take({ kind, thread, message }) {
    if (kind === "message") {
      const isOwn = message.from?.id === this.person.id;
      if (thread === this.thread) this.feed.arrived(isOwn);
      if (!isOwn && !(this.visible && thread === this.thread)) {
        thread.unread += 1;
        this.onread();
      }
    }
    this.redraw();
  }

  /** After the world was read anew: chats may have come or gone. */
  refresh(person) {
    this.person = person;
    const threads = this.threads;
    if (!threads.includes(this.thread)) this.open(threads[0]);
    this.redraw();
  }

  redraw() {
    this.about.textContent = aboutOf(this.person);
    this.languageButton.textContent = shortLanguage(this.person.language_code);
    drawTabs(this);
    if (!this.thread) return;
    this.feed.draw(this.pendingIn(this.thread));
    this.composer.draw();
    this.drawWelcome();
  }

  drawWelcome() {
    const { thread } = this;
    this.welcome.hidden = thread.entries.size > 0 || !thread.loaded;
    const description = thread.isPrivate ? thread.description : "";
    refill(this.welcome, description, () => [
      h(
        "div",
        { class: "welcome-card" },
        description
          ? [h("strong", {}, say("whatCan")), h("p", { dir: "auto" }, description)]
          : h("p", {}, say("empty")),
      ),
    ]);
  }
}

function shortLanguage(code) {
  if (!code) return "–";
  const [main, script] = code.toLowerCase().split("-");
  if (main === "zh") return script === "hant" || script === "tw" || script === "hk" ? "繁" : "简";
  return main.slice(0, 3).toUpperCase();
}
