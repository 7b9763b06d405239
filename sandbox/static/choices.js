// Panels to choose from: where to forward, which post, which group.

import { act } from "./api.js";
import { h } from "./dom.js";
import { avatar, dayWords, nameOf, timeOf } from "./looks.js";
import { snippet } from "./media.js";
import { thumbnail } from "./pictures.js";
import { chooseSheet, toast } from "./sheet.js";
import { say } from "./words.js";

/** Send a message on to one of this person's chats. */
export function forwardMessage(hands, message, from) {
  if (message.has_protected_content) {
    toast(hands.phone, say("protected"));
    return;
  }
  const choices = hands.world.threadsOf(hands.phone.person).map((to) => ({
    content: [
      avatar(to.isPrivate ? hands.world.bot : to.chat, 36),
      h("bdi", {}, to.isPrivate ? nameOf(hands.world.bot) : nameOf(to.chat)),
    ],
    testid: "forward-destination",
    data: { "data-chat": to.chat.id },
    run: () => {
      hands.phone.open(to);
      hands.attempt(
        act(hands.me, to.chat.id, "forward", {
          from_chat: from.chat.id,
          message_id: message.message_id,
        }),
      );
    },
  }));
  chooseSheet(hands.phone, { name: "forward-to", title: say("forwardTo"), choices });
}

/** Pick a channel's post and forward it here. */
export async function forwardPost(hands) {
  const channels = await hands.world.readChannels();
  const choices = channels.flatMap((channel) =>
    channel.posts.map((post) => ({
      content: [
        avatar(channel, 40),
        h(
          "span",
          { class: "post" },
          h(
            "span",
            { class: "post-head" },
            h("bdi", { class: "post-channel" }, nameOf(channel)),
            h("span", { class: "faint" }, `${dayWords(post.date)}, ${timeOf(post.date)}`),
          ),
          h("span", { class: "post-words", dir: "auto" }, snippet(post)),
        ),
        thumbnail(post),
      ],
      testid: "forward-post",
      data: { "data-chat": channel.id, "data-message-id": post.message_id },
      run: () =>
        hands.attempt(
          act(hands.me, hands.chat, "forward", {
            from_chat: channel.id,
            message_id: post.message_id,
          }),
        ),
    })),
  );
  chooseSheet(hands.phone, {
    name: "forward",
    title: say("forwardTitle"),
    choices,
    none: say("noPosts"),
  });
}

/** Add the bot to a group with a payload, as a startgroup link does. */
export function startGroup(hands, payload) {
  const command = `/start@${hands.world.bot.username}${payload ? ` ${payload}` : ""}`;
  const groups = hands.world.threadsOf(hands.phone.person).filter((thread) => !thread.isPrivate);
  const choices = groups.map((thread) => ({
    content: [avatar(thread.chat, 36), h("bdi", {}, nameOf(thread.chat))],
    testid: "group-choice",
    run: () => {
      hands.phone.open(thread);
      hands.send(command);
    },
  }));
  chooseSheet(hands.phone, { name: "choose-group", title: say("chooseGroup"), choices });
}
