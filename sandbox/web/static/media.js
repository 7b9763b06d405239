// Media of a message: photos, videos, voice, files, contacts, places.

import { fileUrl } from "./api.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { avatar, nameOf, sizeWords } from "./looks.js";
import { film, photo } from "./pictures.js";
import { player } from "./player.js";
import { say } from "./words.js";

// prettier-ignore
const KINDS = [ // an animation comes with a document, a venue with a location: the finer name first
  "animation", "photo", "video", "video_note", "voice", "audio", "document",
  "sticker", "contact", "venue", "location", "poll", "dice", "story",
];

/** Telegram's name of a message's media, or null for text. */
export function kindOf(message) {
  return KINDS.find((kind) => message[kind] !== undefined && message[kind] !== null) ?? null;
}

/** A one-line summary of a message. */
export function snippet(message) {
  const words = message.text ?? message.caption;
  if (words) return words;
  const kind = kindOf(message);
  if (kind === "document") return message.document.file_name ?? say("document");
  if (kind === "venue") return say("location");
  return say(kind ?? "unsupported");
}

function file(document) {
  const name = document.file_name ?? say("document");
  const extension = /\.([\p{L}\p{N}]{1,4})$/u.exec(name)?.[1] ?? "";
  return h(
    "a",
    { class: "file", href: fileUrl(document.file_id), download: name, "data-testid": "file" },
    h(
      "span",
      { class: "file-badge", "aria-hidden": "true" },
      extension ? extension.toLowerCase() : icon("file", 20),
    ),
    h(
      "span",
      { class: "file-words" },
      h("bdi", { class: "file-name" }, name),
      h("span", { class: "faint" }, sizeWords(document.file_size)),
    ),
  );
}

function sticker(message) {
  if (message.sticker.is_animated)
    return h("div", { class: "big-emoji" }, message.sticker.emoji ?? "🙂");
  const { file_id: id, emoji, is_video: isVideo } = message.sticker;
  const shown = isVideo
    ? h("video", { src: fileUrl(id), loop: true, autoplay: true, playsinline: true })
    : h("img", { src: fileUrl(id), alt: emoji ?? say("sticker") });
  return h("div", { class: "sticker" }, shown);
}

function card(symbol, title, line) {
  return h(
    "div",
    { class: "card" },
    symbol,
    h(
      "span",
      { class: "file-words" },
      h("bdi", { class: "file-name" }, title),
      h("span", { class: "faint" }, line),
    ),
  );
}

function place({ latitude, longitude }, title) {
  return card(
    h("span", { class: "file-badge", "aria-hidden": "true" }, icon("place", 20)),
    title ?? say("location"),
    `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`,
  );
}

/** The node for a message's media, or null. With `tile` it fills a cell of an album. */
export function medium(message, on, look = {}) {
  switch (kindOf(message)) {
    case "photo":
      return photo(message, on, look);
    case "video":
      return film(message, message.video, look);
    case "animation":
      return film(message, message.animation, { ...look, loop: true });
    case "video_note":
      return film(message, message.video_note, { ...look, round: true });
    case "voice":
      return player(message.voice, { title: null, refused: on.unplayable });
    case "audio":
      return player(message.audio, {
        title: message.audio.title ?? message.audio.file_name ?? say("audio"),
        refused: on.unplayable,
      });
    case "document":
      return file(message.document);
    case "sticker":
      return sticker(message);
    case "contact":
      return card(
        avatar({ ...message.contact, id: message.contact.user_id }, 42),
        nameOf(message.contact),
        message.contact.phone_number,
      );
    case "venue":
      return place(message.venue.location, message.venue.title);
    case "location":
      return place(message.location);
    case "dice":
      return h("div", { class: "big-emoji" }, message.dice.emoji);
    case "poll":
      return card(
        h("span", { class: "file-badge", "aria-hidden": "true" }, icon("menu", 20)),
        message.poll.question,
        (message.poll.options ?? []).map(({ text }) => text).join(" · "),
      );
    case null:
      return message.text === undefined && message.caption === undefined
        ? h("div", { class: "faint" }, say("unsupported"))
        : null;
    default:
      return h("div", { class: "faint" }, say("unsupported"));
  }
}

/** True for media that fill the bubble to its edges. */
export function isVisual(message) {
  return ["photo", "video", "animation"].includes(kindOf(message));
}

/** True for media that are shown without a bubble. */
export function isBare(message) {
  return ["sticker", "video_note", "dice"].includes(kindOf(message));
}
