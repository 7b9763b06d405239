// The menus of a phone and of its messages.

import { act } from "./api.js";
import { forwardMessage } from "./choices.js";
import { openMenu } from "./menu.js";
import { LANGUAGES, say } from "./words.js";

/** The language this phone tells the bot. */
export function languageMenu(hands, anchor) {
  const { person } = hands.phone;
  const now = person.language_code ?? null;
  const items = [...LANGUAGES, [null, say("unknown")]].map(([code, words]) => ({
    name: code ?? "none",
    words,
    checked: code === now,
    run: () => hands.attempt(act(hands.me, hands.me, "language", { code })),
  }));
  openMenu(hands.phone.inside, anchor, items);
}

/** What else a person can do: open by a link, block, hide. */
export function personMenu(hands, anchor) {
  const own = hands.world.thread(hands.me, hands.me);
  const blocked = own?.blocked ?? false;
  openMenu(hands.phone.inside, anchor, [
    { name: "deep-link", words: say("deep"), symbol: "link", run: () => hands.openByLink() },
    {
      name: blocked ? "unblock" : "block",
      words: say(blocked ? "unblock" : "block"),
      symbol: "block",
      danger: !blocked,
      run: () => hands.block(!blocked),
    },
    { name: "hide", words: say("hideColumn"), symbol: "hide", run: () => hands.phone.onhide() },
  ]);
}

/** What can be done with one message. */
export function messageMenu(hands, message, anchor) {
  const { composer, thread } = hands.phone;
  const isOwn = message.from?.id === hands.me && !message.sender_chat;
  const text = message.text ?? message.caption;
  const canEdit = isOwn && text !== undefined && !message.forward_origin;
  openMenu(
    hands.phone.inside,
    anchor,
    [
      {
        name: "reply",
        words: say("reply"),
        symbol: "reply",
        run: () => composer.about({ replyTo: message }),
      },
      text === undefined
        ? null
        : { name: "copy", words: say("copy"), symbol: "copy", run: () => hands.copy(text) },
      canEdit
        ? {
            name: "edit",
            words: say("edit"),
            symbol: "edit",
            run: () => composer.about({ editing: message }),
          }
        : null,
      {
        name: "forward",
        words: say("forward"),
        symbol: "forward",
        run: () => forwardMessage(hands, message, thread),
      },
      isOwn
        ? {
            name: "delete",
            words: say("delete"),
            symbol: "trash",
            danger: true,
            run: () =>
              hands.attempt(
                act(hands.me, hands.chat, "delete", { message_id: message.message_id }),
              ),
          }
        : null,
    ].filter(Boolean),
  );
}
