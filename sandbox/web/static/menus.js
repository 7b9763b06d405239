// The menus of a phone and of its messages.

import { act } from "./api.js";
import { forwardMessage } from "./choices.js";
import { narrow } from "./layout.js";
import { openMenu } from "./menu.js";
import { LANGUAGES, say } from "./words.js";

/** The language this phone tells the bot. */
export function languageMenu(actions, anchor) {
  const { person } = actions.phone;
  const now = person.language_code ?? null;
  const items = [...LANGUAGES, [null, say("unknown")]].map(([code, words]) => ({
    name: code ?? "none",
    words,
    checked: code === now,
    run: () => actions.attempt(act(actions.me, actions.me, "language", { code })),
  }));
  openMenu(actions.phone.inside, anchor, items);
}

/** The menu of a person: open a deep link, block the bot, hide the phone. */
export function personMenu(actions, anchor) {
  const own = actions.world.thread(actions.me, actions.me);
  const blocked = own?.blocked ?? false;
  openMenu(actions.phone.inside, anchor, [
    { name: "deep-link", words: say("deep"), symbol: "link", run: () => actions.openByLink() },
    {
      name: blocked ? "unblock" : "block",
      words: say(blocked ? "unblock" : "block"),
      symbol: "block",
      danger: !blocked,
      run: () => actions.block(!blocked),
    },
    ...(narrow.matches
      ? [] // there is always one phone
      : [
          {
            name: "hide",
            words: say("hideColumn"),
            symbol: "hide",
            run: () => actions.phone.onhide(),
          },
        ]),
  ]);
}

/** The menu of a message. */
export function messageMenu(actions, message, anchor) {
  const { composer, thread } = actions.phone;
  const isOwn = message.from?.id === actions.me && !message.sender_chat;
  const text = message.text ?? message.caption;
  const canEdit = isOwn && text !== undefined && !message.forward_origin;
  openMenu(
    actions.phone.inside,
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
        : { name: "copy", words: say("copy"), symbol: "copy", run: () => actions.copy(text) },
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
        run: () => forwardMessage(actions, message, thread),
      },
      isOwn
        ? {
            name: "delete",
            words: say("delete"),
            symbol: "trash",
            danger: true,
            run: () =>
              actions.attempt(
                act(actions.me, actions.chat, "delete", { message_id: message.message_id }),
              ),
          }
        : null,
    ].filter(Boolean),
  );
}
