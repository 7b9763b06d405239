// Follow links: the bot's deep links are opened in the sandbox, others after a confirmation.

import { confirmSheet } from "./sheet.js";
import { h } from "./dom.js";
import { say } from "./words.js";

const PAYLOAD = /^[A-Za-z0-9_-]{1,64}$/;

export function isPayload(words) {
  return words === "" || PAYLOAD.test(words);
}

/** {start} or {startgroup} with its payload when the address opens this bot, otherwise null. */
export function deepLink(address, username) {
  const url = new URL(address);
  const isShort =
    ["t.me", "telegram.me"].includes(url.hostname) &&
    url.pathname.slice(1).toLowerCase() === username.toLowerCase();
  const isLong =
    url.protocol === "tg:" &&
    `${url.hostname}${url.pathname}`.replace(/^\/+/, "") === "resolve" &&
    url.searchParams.get("domain")?.toLowerCase() === username.toLowerCase();
  if (!isShort && !isLong) return null;
  if (url.searchParams.has("startgroup")) return { startgroup: url.searchParams.get("startgroup") };
  return { start: url.searchParams.get("start") ?? "" };
}

/** Ask before opening a link: reported links are often harmful. */
export function leave(phone, address) {
  confirmSheet(phone, {
    name: "link",
    title: say("openLink"),
    yes: say("open"),
    content: [
      h("p", { class: "address", dir: "ltr" }, address),
      h("p", { class: "hint" }, say("openLinkWarn")),
    ],
    run: () => window.open(address, "_blank", "noopener,noreferrer"),
  });
}
