// Service messages: events such as a member who joined.

import { h } from "./dom.js";
import { nameOf } from "./looks.js";
import { snippet } from "./media.js";
import { say } from "./words.js";

const FIELDS = [
  "new_chat_members",
  "left_chat_member",
  "group_chat_created",
  "supergroup_chat_created",
  "new_chat_title",
  "new_chat_photo",
  "delete_chat_photo",
  "pinned_message",
  "migrate_to_chat_id",
  "migrate_from_chat_id",
  "forum_topic_created",
  "forum_topic_edited",
  "forum_topic_closed",
  "forum_topic_reopened",
  "message_auto_delete_timer_changed",
  "write_access_allowed",
  "users_shared",
  "chat_shared",
  "boost_added",
];

export function isService(message) {
  return FIELDS.some((field) => message[field] !== undefined && message[field] !== null);
}

/** The event in words. */
function serviceWords(message) {
  const who = nameOf(message.from ?? message.chat);
  if (message.new_chat_members) {
    const joined = message.new_chat_members;
    const alone = joined.length === 1 && joined[0].id === message.from?.id;
    return alone
      ? say("sJoined", { who })
      : say("sAdded", { who, whom: joined.map(nameOf).join(", ") });
  }
  if (message.left_chat_member) {
    const left = message.left_chat_member;
    return left.id === message.from?.id
      ? say("sLeft", { who })
      : say("sRemoved", { who, whom: nameOf(left) });
  }
  if (message.group_chat_created || message.supergroup_chat_created)
    return say("sCreated", { who, what: message.chat?.title ?? "" });
  if (message.new_chat_title) return say("sTitle", { who, what: message.new_chat_title });
  if (message.pinned_message)
    return say("sPinned", { who, what: shortened(snippet(message.pinned_message)) });
  if (message.migrate_to_chat_id || message.migrate_from_chat_id) return say("sMigrated");
  if (message.forum_topic_created) return say("sTopic", { what: message.forum_topic_created.name });
  if (message.forum_topic_edited)
    return say("sTopicEdited", { what: message.forum_topic_edited.name ?? "" });
  return say("sOther");
}

function shortened(words, most = 40) {
  const letters = [...words.replace(/\s+/g, " ")];
  return letters.length > most ? `${letters.slice(0, most).join("")}…` : letters.join("");
}

export function serviceRow(message) {
  return h(
    "div",
    { class: "notice", "data-testid": "service", "data-message-id": message.message_id },
    h("span", { dir: "auto" }, serviceWords(message)),
  );
}

export function dayRow(words) {
  return h("div", { class: "notice day", role: "separator" }, h("span", {}, words));
}
