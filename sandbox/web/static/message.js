// One message, or one album, as a row of the feed.

import { button, h } from "./dom.js";
import { icon } from "./icons.js";
import { inlineKeyboard } from "./keyboards.js";
import { avatar, hueOf, nameOf, timeOf } from "./looks.js";
import { marked } from "./markup.js";
import { isBare, isVisual, kindOf, medium, snippet } from "./media.js";
import { say } from "./words.js";

const ALBUM_ROWS = {
  1: [1],
  2: [2],
  3: [1, 2],
  4: [2, 2],
  5: [2, 3],
  6: [3, 3],
  7: [2, 2, 3],
  8: [2, 3, 3],
  9: [3, 3, 3],
  10: [2, 2, 3, 3],
};
const MOST_IN_ALBUM = 10;

/** The author shown for a message: a user, or a chat that posts as itself. */
export function authorOf(message) {
  return message.sender_chat ?? message.from ?? message.chat;
}

function originName(origin) {
  if (origin.type === "hidden_user") return origin.sender_user_name;
  const source = nameOf(origin.sender_user ?? origin.sender_chat ?? origin.chat);
  return origin.author_signature ? `${source} (${origin.author_signature})` : source;
}

function forwardHead(message) {
  if (!message.forward_origin) return null;
  const name = h("bdi", { class: "forward-name" }, originName(message.forward_origin));
  const [before, after] = say("forwarded", { name: "\u0000" }).split("\u0000");
  return h("div", { class: "forwarded", "data-testid": "forwarded" }, before, name, after);
}

function replyHead(message, on) {
  const to = message.reply_to_message;
  if (!to) return null;
  const words = message.quote?.text ?? snippet(to);
  return button(
    {
      class: "quoted",
      style: { "--tint": hueOf(authorOf(to)?.id) },
      onclick: () => on.jump(to.message_id),
    },
    h("bdi", { class: "quoted-name" }, nameOf(authorOf(to))),
    h("span", { class: "quoted-words", dir: "auto" }, words),
  );
}

function meta(message, isOut) {
  return h(
    "span",
    { class: "meta" },
    message.edit_date ? h("span", { "data-testid": "edited" }, say("edited")) : null,
    h("time", { datetime: new Date(message.date * 1000).toISOString() }, timeOf(message.date)),
    isOut ? icon("ticks", 16) : null,
  );
}

function words(message, on) {
  const isText = message.text !== undefined;
  const text = isText ? message.text : message.caption;
  if (!text) return null;
  const nodes = marked(text, isText ? message.entities : message.caption_entities, on);
  return h("span", { class: "words", dir: "auto", "data-testid": "message-text" }, nodes);
}

function tiles(messages, on) {
  const rows = ALBUM_ROWS[Math.min(messages.length, MOST_IN_ALBUM)];
  const grid = h("div", { class: "album" });
  let next = 0;
  for (const across of rows) {
    for (let place = 0; place < across; place += 1) {
      const message = messages[next];
      next += 1;
      grid.append(
        h(
          "div",
          {
            class: `tile across-${across}`,
            "data-testid": "album-item",
            "data-message-id": message.message_id,
          },
          medium(message, on, { tile: true }),
        ),
      );
    }
  }
  return grid;
}

function listed(messages, on) {
  return h(
    "div",
    { class: "file-list" },
    messages.map((message) =>
      h(
        "div",
        { "data-testid": "album-item", "data-message-id": message.message_id },
        medium(message, on),
      ),
    ),
  );
}

function body(messages, on) {
  if (messages.length === 1) return medium(messages[0], on);
  return messages.every(isVisual) ? tiles(messages, on) : listed(messages, on);
}

/** `messages` is one message or the parts of an album; `look` says where in a run of messages it stands. */
export function messageRow(messages, look, on) {
  const lead = messages.find((message) => message.caption || message.text) ?? messages[0];
  const { isOut, isFirst, isLast, inGroup } = look;
  const author = authorOf(messages[0]);
  const content = body(messages, on);
  const text = words(lead, on);
  const head = [
    inGroup && !isOut && isFirst
      ? h("bdi", { class: "author", style: { "--tint": hueOf(author?.id) } }, nameOf(author))
      : null,
    forwardHead(messages[0]),
    replyHead(messages[0], on),
  ].filter(Boolean);
  const keyboard = inlineKeyboard(lead, look.pending, on);
  const kinds = {
    bubble: true,
    tailed: isLast && !keyboard && !isBare(lead),
    bare: isBare(lead),
    visual: isVisual(messages[0]) && messages.every(isVisual),
    wordless: !text,
    lone: !text && ["voice", "audio", "document"].includes(kindOf(lead)), // the time stands beside, not below
    headed: head.length > 0,
  };
  const bubble = h(
    "div",
    {
      class: Object.keys(kinds)
        .filter((kind) => kinds[kind])
        .join(" "),
    },
    head.length > 0 ? h("div", { class: "head" }, head) : null,
    content,
    text ? h("div", { class: "text" }, text, meta(lead, isOut)) : meta(lead, isOut),
  );
  const stack = h(
    "div",
    { class: keyboard ? "stack with-keys" : "stack" },
    bubble,
    keyboard,
    actions(lead, on),
  );
  return h(
    "article",
    {
      class: ["row", isOut ? "out" : "in", isFirst ? "first" : "", isLast ? "last" : ""]
        .join(" ")
        .trim(),
      "data-testid": "message",
      "data-message-id": lead.message_id,
      "data-ids": messages.map((message) => message.message_id).join(" "),
      "aria-label": `${nameOf(author)}, ${timeOf(lead.date)}`,
    },
    inGroup && !isOut ? h("span", { class: "face" }, isLast ? avatar(author, 34) : null) : null,
    stack,
  );
}

function actions(message, on) {
  return button(
    {
      class: "actions",
      "aria-label": say("actions"),
      "aria-haspopup": "menu",
      "data-testid": "message-actions",
      onclick: (event) => on.menu(message, event.currentTarget),
    },
    icon("more", 18),
  );
}
