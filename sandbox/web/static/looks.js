// Format people, times and sizes: colours, initials, dates.

import { h } from "./dom.js";
import { pageLanguage, say } from "./words.js";

const HUES = [165, 250, 300, 45, 205, 5, 275, 140];
const clock = new Intl.DateTimeFormat(pageLanguage, {
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});
const dayName = new Intl.DateTimeFormat(pageLanguage, { day: "numeric", month: "long" });
const dayAndYear = new Intl.DateTimeFormat(pageLanguage, {
  day: "numeric",
  month: "long",
  year: "numeric",
});

function spread(id) {
  let sum = 0;
  for (const letter of String(id)) sum = (sum * 31 + letter.codePointAt(0)) >>> 0;
  return sum;
}

const cast = new Map(); // id → hue, of people with a phone on the page

/** Assign hues by position, so that neighbours never have the same. */
export function colourCast(ids) {
  ids.forEach((id, place) => cast.set(id, HUES[place % HUES.length]));
}

/** The hue of an id; always the same. */
export function hueOf(id) {
  return cast.get(id) ?? HUES[spread(id) % HUES.length];
}

/** The name of a user or a chat as Telegram would show it. */
export function nameOf(who) {
  if (!who) return "?";
  return (
    who.title ??
    ([who.first_name, who.last_name].filter(Boolean).join(" ") || who.username || String(who.id))
  );
}

function initials(name) {
  const parts = name
    .trim()
    .split(/\s+/)
    .filter((part) => /[\p{L}\p{N}]/u.test(part));
  const first = (part) => [...(part ?? "")].find((letter) => /[\p{L}\p{N}]/u.test(letter)) ?? "";
  const han = /\p{Script=Han}/u.test(name);
  return (
    (first(parts[0]) + (han || parts.length < 2 ? "" : first(parts.at(-1)))).toUpperCase() || "•"
  );
}

/** Who a person is, in the page's language: "moderator, Changsha". */
export function aboutOf(person) {
  return person.about?.[pageLanguage] ?? "";
}

/** A round avatar with initials; `size` in pixels. */
export function avatar(who, size) {
  return h(
    "span",
    {
      class: "avatar",
      "aria-hidden": "true",
      style: { "--size": `${size}px`, "--tint": hueOf(who?.id) },
    },
    initials(nameOf(who)),
  );
}

/** Hours and minutes of a Unix time in seconds, in the local time zone. */
export function timeOf(seconds) {
  return clock.format(new Date(seconds * 1000));
}

/** A key that is equal for times of the same local day. */
export function dayOf(seconds) {
  return new Date(seconds * 1000).toDateString();
}

export function dayWords(seconds, now = new Date()) {
  const then = new Date(seconds * 1000);
  const yesterday = new Date(now);
  yesterday.setDate(now.getDate() - 1);
  if (then.toDateString() === now.toDateString()) return say("today");
  if (then.toDateString() === yesterday.toDateString()) return say("yesterday");
  return (then.getFullYear() === now.getFullYear() ? dayName : dayAndYear).format(then);
}

export function sizeWords(bytes) {
  if (!Number.isFinite(bytes)) return "";
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${(bytes / 1024).toFixed(1)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

export function lengthWords(seconds) {
  const whole = Math.max(0, Math.round(seconds || 0));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
