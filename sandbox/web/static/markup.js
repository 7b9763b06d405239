// Convert text with entities (offsets in UTF-16 units, like JavaScript strings) to DOM nodes.

import { button, h } from "./dom.js";
import { icon } from "./icons.js";
import { say } from "./words.js";

const TAGS = {
  bold: "strong",
  italic: "em",
  underline: "u",
  strikethrough: "s",
  code: "code",
};
const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);
const SAFE_SCHEMES = new Set(["http:", "https:", "mailto:", "tel:", "tg:"]);

/** The address of a link, or null if unsafe. A bare host gets http://, as in Telegram. */
function safeAddress(words) {
  const whole =
    /^[a-z][a-z0-9+.-]*:/i.test(words) && !/^[\w.-]+:\d/.test(words) ? words : `http://${words}`;
  try {
    const url = new URL(whole);
    return SAFE_SCHEMES.has(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

function link(address, inner, on) {
  const safe = safeAddress(address);
  if (!safe) return h("span", {}, inner);
  const open = (event) => {
    event.preventDefault();
    on.link(safe);
  };
  return h(
    "a",
    {
      href: safe,
      target: "_blank",
      rel: "noopener noreferrer nofollow",
      onclick: open,
      onauxclick: open,
    },
    inner,
  );
}

/** A span, since a button cannot break across lines; it has a button's role and keys. */
function spoiler(inner) {
  const veil = h(
    "span",
    {
      class: "spoiler",
      role: "button",
      tabindex: "0",
      "aria-label": say("hiddenText"),
      "data-testid": "spoiler",
    },
    h("span", { class: "spoiler-text", "aria-hidden": "true", inert: true }, inner),
  );
  const reveal = (event) => {
    event.preventDefault();
    event.stopPropagation();
    veil.classList.add("shown");
    for (const name of ["role", "tabindex", "aria-label"]) veil.removeAttribute(name);
    for (const name of ["aria-hidden", "inert"]) veil.firstChild.removeAttribute(name);
    veil.removeEventListener("click", reveal, true);
    veil.removeEventListener("keydown", onkey);
  };
  const onkey = (event) => {
    if (event.key === "Enter" || event.key === " ") reveal(event);
  };
  veil.addEventListener("click", reveal, true);
  veil.addEventListener("keydown", onkey);
  return veil;
}

/** A quotation of which three lines are shown until it or its button is pressed; pressed again, it folds up. */
function folded(inner) {
  const switcher = button({ class: "fold", "data-testid": "fold" }, icon("down", 14));
  const quote = h(
    "blockquote",
    { class: "expandable", "data-testid": "folded" },
    h("span", { class: "folded-words" }, inner),
    switcher,
  );
  const draw = () => {
    const open = quote.classList.contains("open");
    switcher.setAttribute("aria-expanded", String(open));
    switcher.setAttribute("aria-label", say(open ? "fold" : "unfold"));
  };
  quote.addEventListener("click", (event) => {
    if (event.target.closest("a, [role=button]")) return;
    if (getSelection()?.isCollapsed === false) return; // somebody marks words to copy them
    quote.classList.toggle("open");
    draw();
  });
  draw();
  return quote;
}

function wrap(entity, inner, words, on) {
  switch (entity.type) {
    case "bold":
    case "italic":
    case "underline":
    case "strikethrough":
    case "code":
      return h(TAGS[entity.type], {}, inner);
    case "pre":
      return h("pre", { "data-language": entity.language ?? null }, h("code", {}, inner));
    case "blockquote":
      return h("blockquote", {}, inner);
    case "expandable_blockquote":
      return folded(inner);
    case "spoiler":
      return spoiler(inner);
    case "text_link":
      return link(entity.url ?? "", inner, on);
    case "url":
      return link(words, inner, on);
    case "email":
      return link(`mailto:${words}`, inner, on);
    case "phone_number":
      return link(`tel:${words.replace(/[^\d+]/g, "")}`, inner, on);
    case "bot_command":
      return button({ class: "inline-link", onclick: () => on.command(words) }, inner);
    case "mention":
    case "text_mention":
    case "hashtag":
    case "cashtag":
      return h("span", { class: "mention" }, inner);
    default:
      return h("span", {}, inner);
  }
}

/** Nodes for `text`; links call `on.link(address)`, commands call `on.command(words)`. */
export function marked(text, entities, on) {
  const sorted = (entities ?? [])
    .filter(({ offset, length }) => length > 0 && offset >= 0 && offset < text.length)
    .sort(
      (a, b) =>
        a.offset - b.offset || b.length - a.length || BLOCKS.has(b.type) - BLOCKS.has(a.type),
    );
  return span(text, 0, text.length, sorted, on);
}

function span(text, start, end, entities, on) {
  const nodes = [];
  const waiting = [...entities];
  let at = start;
  while (waiting.length > 0) {
    const outer = waiting.shift();
    const from = Math.max(outer.offset, at);
    const to = Math.min(outer.offset + outer.length, end);
    if (from >= to) continue;
    if (from > at) nodes.push(text.slice(at, from));
    const inside = [];
    while (waiting.length > 0 && waiting[0].offset < to) inside.push(waiting.shift());
    nodes.push(wrap(outer, span(text, from, to, inside, on), text.slice(from, to), on));
    // An entity that begins inside and ends outside continues after this one.
    waiting.unshift(...inside.filter((entity) => entity.offset + entity.length > to));
    at = BLOCKS.has(outer.type) && to < end && text[to] === "\n" ? to + 1 : to; // a block ends its own line
  }
  if (at < end) nodes.push(text.slice(at, end));
  return nodes;
}
