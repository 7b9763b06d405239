// Panels with choices: the chat to forward to, the post to forward, the group to add the bot to.

import { act } from "./api.js";
import { h } from "./dom.js";
import { avatar, dayWords, nameOf, timeOf } from "./looks.js";
import { snippet } from "./media.js";
import { thumbnail } from "./pictures.js";
import { chooseSheet, toast } from "./sheet.js";
import { say } from "./words.js";

/** Send a message on to one of this person's chats. */
export function forwardMessage(actions, message, from) {
  if (message.has_protected_content) {
    toast(actions.phone, say("protected"));
    return;
  }
  const choices = actions.world.threadsOf(actions.phone.person).map((to) => ({
    content: [
      avatar(to.isPrivate ? actions.world.bot : to.chat, 36),
      h("bdi", {}, to.isPrivate ? nameOf(actions.world.bot) : nameOf(to.chat)),
    ],
    testid: "forward-destination",
    data: { "data-chat": to.chat.id },
    run: () => {
      actions.phone.open(to);
      actions.attempt(
        act(actions.me, to.chat.id, "forward", {
          from_chat: from.chat.id,
          message_id: message.message_id,
        }),
      );
    },
  }));
  chooseSheet(actions.phone, { name: "forward-to", title: say("forwardTo"), choices });
}

/** Pick a channel's post and forward it here. */
export async function forwardPost(actions) {
  const channels = await actions.world.readChannels();
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
        actions.attempt(
          act(actions.me, actions.chat, "forward", {
            from_chat: channel.id,
            message_id: post.message_id,
          }),
        ),
    })),
  );
  chooseSheet(actions.phone, {
    name: "forward",
    title: say("forwardTitle"),
    choices,
    none: say("noPosts"),
  });
}

/** Add the bot to a group with a payload, as a startgroup link does. */
export function startGroup(actions, payload) {
  const command = `/start@${actions.world.bot.username}${payload ? ` ${payload}` : ""}`;
  const groups = actions.world
    .threadsOf(actions.phone.person)
    .filter((thread) => !thread.isPrivate);
  const choices = groups.map((thread) => ({
    content: [avatar(thread.chat, 36), h("bdi", {}, nameOf(thread.chat))],
    testid: "group-choice",
    run: () => {
      actions.phone.open(thread);
      actions.send(command);
    },
  }));
  chooseSheet(actions.phone, { name: "choose-group", title: say("chooseGroup"), choices });
}
