// Inline keyboards (below a message) and reply keyboards (below the composer).

import { button, h } from "./dom.js";
import { icon } from "./icons.js";

/** The key of a button press that is not answered yet. */
export function pressKey(message, data) {
  return `${message.message_id} ${data}`;
}

function mark(given) {
  if (given.url || given.login_url) return "arrow";
  if (given.copy_text) return "copy";
  return null;
}

function inlineButton(message, given, pending, on) {
  const waits =
    given.callback_data !== undefined && pending.has(pressKey(message, given.callback_data));
  const symbol = mark(given);
  return button(
    {
      class: waits ? "key waiting" : "key",
      "data-testid": "inline-button",
      "aria-busy": waits ? "true" : null,
      onclick: () => on.press(message, given),
    },
    h("span", { class: "key-words" }, given.text),
    symbol ? h("span", { class: "key-mark" }, icon(symbol, 12)) : null,
    waits ? h("span", { class: "spinner", "aria-hidden": "true" }) : null,
  );
}

/** The rows of an inline keyboard, or null. `pending` contains the keys of unanswered presses. */
export function inlineKeyboard(message, pending, on) {
  const rows = message.reply_markup?.inline_keyboard;
  if (!rows || rows.length === 0) return null;
  return h(
    "div",
    { class: "keys", "data-testid": "inline-keyboard" },
    rows.map((row) =>
      h(
        "div",
        { class: "keys-row" },
        row.map((given) => inlineButton(message, given, pending, on)),
      ),
    ),
  );
}

/** A reply keyboard; `choose(button)` gets {text, request_contact?, request_location?…}. */
export function replyKeyboard(markup, choose) {
  return h(
    "div",
    { class: "reply-keys", "data-testid": "reply-keyboard" },
    markup.keyboard.map((row) =>
      h(
        "div",
        { class: "keys-row" },
        row.map((given) => {
          const key = typeof given === "string" ? { text: given } : given;
          const symbol = key.request_contact ? "phone" : key.request_location ? "place" : null;
          return button(
            { class: "reply-key", "data-testid": "reply-button", onclick: () => choose(key) },
            symbol ? icon(symbol, 16) : null,
            h("span", {}, key.text),
          );
        }),
      ),
    ),
  );
}
