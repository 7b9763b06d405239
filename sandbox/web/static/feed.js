// The message list of the open chat; only changed rows are redrawn.

import { button, h } from "./dom.js";
import { icon } from "./icons.js";
import { gently } from "./layout.js";
import { dayOf, dayWords } from "./looks.js";
import { authorOf, messageRow } from "./message.js";
import { dayRow, isService, serviceRow } from "./service.js";
import { say } from "./words.js";

const RUN_SECONDS = 10 * 60; // messages of one author this close together are one run
const NEAR_BOTTOM = 80; // pixels

function sameRun(earlier, later) {
  if (!earlier || !later || isService(earlier) || isService(later)) return false;
  return (
    authorOf(earlier)?.id === authorOf(later)?.id &&
    !earlier.reply_markup?.inline_keyboard &&
    dayOf(earlier.date) === dayOf(later.date) &&
    later.date - earlier.date < RUN_SECONDS
  );
}

/** Consecutive messages of an album as one item. */
function itemsOf(entries) {
  const items = [];
  for (const entry of entries) {
    const album = entry.message.media_group_id;
    const previous = items.at(-1);
    if (album && previous?.album === album) previous.entries.push(entry);
    else items.push({ album, entries: [entry] });
  }
  return items;
}

export class Feed {
  constructor(on, owner) {
    this.on = on;
    this.thread = null;
    this.rows = new Map(); // key → {signature, element}
    this.below = 0;
    this.list = h("div", {
      class: "feed-list",
      role: "log",
      "aria-live": "polite",
      "aria-relevant": "additions",
      "data-testid": "messages",
    });
    this.scroller = h(
      "div",
      {
        class: "feed-scroll",
        role: "region",
        "aria-label": say("messages", { name: owner }),
        tabindex: "0", // to be scrolled by keys
        "data-testid": "feed",
        onscroll: () => this.onScroll(),
      },
      this.list,
    );
    this.count = h("span", { class: "badge", "aria-hidden": "true" });
    this.jumpDown = button(
      {
        class: "jump-down",
        "aria-keyshortcuts": "End Control+End",
        "data-testid": "scroll-down",
        onclick: () => this.toNewest(),
      },
      icon("down", 22),
      this.count,
    );
    this.element = h(
      "div",
      { class: "feed" },
      h("div", { class: "wall", "aria-hidden": "true" }),
      this.scroller,
      this.jumpDown,
    );
    this.height = new ResizeObserver(() => this.stuck && this.toBottom());
    this.stuck = true;
    this.size = ""; // of the content and the frame, when last looked at
    this.height.observe(this.list);
    this.height.observe(this.scroller);
    this.showJump();
  }

  /** Show another chat, scrolled to its end. */
  open(thread) {
    this.thread = thread;
    this.rows.clear();
    this.list.replaceChildren();
    this.below = 0;
    this.stuck = true;
    this.list.classList.add("quiet"); // no animation for existing messages
    this.draw(new Set());
    requestAnimationFrame(() => this.list.classList.remove("quiet"));
    this.toBottom();
  }

  /** After a new message: stay at the bottom, or show the "more below" button. */
  arrived(isOwn) {
    if (isOwn) this.stuck = true;
    else if (!this.stuck) this.below += 1;
    this.showJump();
  }

  draw(pending) {
    const wanted = this.plan(pending);
    const keys = new Set(wanted.map(({ key }) => key));
    for (const [key, { element }] of [...this.rows]) {
      if (keys.has(key)) continue;
      element.remove();
      this.rows.delete(key);
    }
    let place = this.list.firstChild;
    for (const { key, signature, build } of wanted) {
      const known = this.rows.get(key);
      if (known?.signature === signature) {
        if (known.element === place) place = place.nextSibling;
        else this.list.insertBefore(known.element, place);
        continue;
      }
      const element = build();
      if (known) element.classList.add("changed");
      if (known?.element === place) place = place.nextSibling;
      if (known) this.swap(known.element, element);
      else this.list.insertBefore(element, place);
      this.rows.set(key, { signature, element });
    }
    if (this.stuck) this.toBottom();
  }

  /** Replace a row, keeping the keyboard's focus on the same control where there is one. */
  swap(old, element) {
    const controls = (row) => [...row.querySelectorAll("button, a, [tabindex]")];
    const focused = controls(old).indexOf(document.activeElement);
    old.replaceWith(element);
    if (focused >= 0) controls(element)[focused]?.focus({ preventScroll: true });
  }

  plan(pending) {
    const items = itemsOf(this.thread.inOrder);
    const rows = [];
    let day = null;
    items.forEach(({ entries }, place) => {
      const messages = entries.map(({ message }) => message);
      const lead = messages[0];
      if (dayOf(lead.date) !== day) {
        day = dayOf(lead.date);
        const words = dayWords(lead.date);
        rows.push({ key: `day ${day}`, signature: words, build: () => dayRow(words) });
      }
      rows.push(this.planRow(messages, entries, items[place - 1], items[place + 1], pending));
    });
    return rows;
  }

  planRow(messages, entries, before, after, pending) {
    const lead = messages[0];
    const key = `message ${lead.message_id}`;
    const stamp = entries.map(({ revision }) => revision).join();
    if (isService(lead)) return { key, signature: stamp, build: () => serviceRow(lead) };
    const waiting = [...pending].filter((press) =>
      messages.some(({ message_id: id }) => press.startsWith(`${id} `)),
    );
    const look = {
      isOut: authorOf(lead)?.id === this.thread.person,
      isFirst: !sameRun(before?.entries.at(-1).message, lead),
      isLast: !sameRun(messages.at(-1), after?.entries[0].message),
      inGroup: !this.thread.isPrivate,
    };
    const signature = JSON.stringify([stamp, look, waiting]);
    return { key, signature, build: () => messageRow(messages, { ...look, pending }, this.on) };
  }

  rowOf(messageId) {
    return this.list.querySelector(`[data-ids~="${Number(messageId)}"]`);
  }

  /** Scroll to a message and highlight it. */
  jump(messageId) {
    const row = this.rowOf(messageId);
    if (!row) return;
    row.scrollIntoView({ block: "center", behavior: gently() });
    row.classList.remove("pointed");
    requestAnimationFrame(() => row.classList.add("pointed"));
  }

  toBottom(smoothly = false) {
    this.scroller.scrollTo({
      top: this.scroller.scrollHeight,
      behavior: smoothly ? gently() : "instant",
    });
    this.size = this.measured();
  }

  measured() {
    return `${this.scroller.scrollHeight} ${this.scroller.clientHeight}`;
  }

  /** What the "more below" button and the key do; the focus stays in the list. */
  toNewest() {
    if (document.activeElement === this.jumpDown) this.scroller.focus({ preventScroll: true });
    this.toBottom(true);
  }

  /** Scroll by so many screens; negative is up. */
  page(screens) {
    this.scroller.scrollBy({ top: 0.9 * screens * this.scroller.clientHeight });
  }

  onScroll() {
    const size = this.measured();
    const resized = size !== this.size;
    this.size = size;
    if (resized && this.stuck) return this.toBottom(); // the window changed; nobody scrolled
    const { scrollTop, scrollHeight, clientHeight } = this.scroller;
    this.stuck = scrollHeight - scrollTop - clientHeight < NEAR_BOTTOM;
    if (this.stuck) this.below = 0;
    return this.showJump();
  }

  showJump() {
    this.jumpDown.classList.toggle("shown", !this.stuck);
    const words = this.below > 0 ? say("downNew", { n: this.below }) : say("down");
    this.jumpDown.setAttribute("aria-label", words);
    this.jumpDown.title = say("downKey", { words });
    this.count.textContent = this.below > 0 ? String(this.below) : "";
  }
}
