// The switcher between one person's chats.

import { button, h, refill } from "./dom.js";
import { avatar, nameOf } from "./looks.js";
import { say } from "./words.js";

/** The chats of a phone: name, what the bot is doing there, how much is unread. */
export function drawTabs(phone) {
  const looks = phone.threads.map((thread) => ({
    id: thread.chat.id,
    name: nameOf(thread.isPrivate ? phone.world.bot : thread.chat),
    isOpen: thread === phone.thread,
    unread: thread.unread,
    action: thread.action?.action ?? null,
    kind: thread.isPrivate ? "bot" : "group",
  }));
  refill(phone.tabs, looks, () =>
    looks.map((look, place) => tab(phone, look, phone.threads[place])),
  );
}

function tab(phone, { id, name, isOpen, unread, action, kind }, thread) {
  const status = action
    ? h("span", { class: "doing" }, say(action === "typing" ? "typing" : "uploading"))
    : say(kind);
  const badge =
    unread > 0
      ? h(
          "span",
          { class: "badge", "data-testid": "badge", "aria-label": say("unread", { n: unread }) },
          String(unread),
        )
      : null;
  return button(
    {
      class: "tab",
      "aria-current": isOpen ? "true" : null,
      "data-testid": "chat-tab",
      "data-chat": id,
      onclick: () => phone.open(thread),
    },
    avatar(thread.isPrivate ? phone.world.bot : thread.chat, 32),
    h(
      "span",
      { class: "tab-words" },
      h("bdi", { class: "tab-name" }, name),
      h("span", { class: "tab-status" }, status),
    ),
    badge,
  );
}
