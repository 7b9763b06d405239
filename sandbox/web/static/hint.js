// What to do first: a line above the composer of the person shown, until somebody has written.

import { button, h } from "./dom.js";
import { icon } from "./icons.js";
import { nameOf } from "./looks.js";
import { say } from "./words.js";

const CLOSED = "sandbox.hint-closed";

/** To the bot, and more than START. */
function hasWritten(thread) {
  return (
    thread.isPrivate &&
    thread.inOrder.some(
      ({ message }) =>
        message.from?.id === thread.person && !(message.text ?? "").startsWith("/start"),
    )
  );
}

export class Hint {
  constructor(world) {
    this.world = world;
    this.closed = sessionStorage.getItem(CLOSED) !== null;
    this.words = h("span", { class: "first-step-words", dir: "auto" });
    this.element = h(
      "div",
      { class: "first-step", role: "note", "data-testid": "first-step" },
      this.words,
      button(
        {
          class: "round",
          "aria-label": say("closeHint"),
          "data-testid": "first-step-close",
          onclick: () => this.close(),
        },
        icon("close", 18),
      ),
    );
  }

  /** Show it on this phone, or on none. */
  draw(phone) {
    const over = this.closed || [...this.world.threads.values()].some(hasWritten);
    const thread = phone?.thread;
    if (over || !thread?.loaded || !thread.isPrivate || thread.blocked) {
      this.element.remove();
      return;
    }
    const step = thread.entries.size === 0 ? "hintStart" : "hintLink";
    const words = say(step, { name: nameOf(phone.person), start: say("start") });
    if (this.words.textContent !== words) this.words.textContent = words;
    if (this.element.parentNode !== phone.composer.element)
      phone.composer.element.prepend(this.element);
  }

  close() {
    this.closed = true;
    sessionStorage.setItem(CLOSED, "yes");
    const field = this.element.parentNode?.querySelector("button.start:not([hidden]), textarea");
    this.element.remove();
    field?.focus();
  }
}
