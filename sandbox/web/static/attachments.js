// Files to be sent: their kinds, and the strip above the composer that lists them.

import { button, h } from "./dom.js";
import { icon } from "./icons.js";
import { sizeWords } from "./looks.js";
import { say } from "./words.js";

const KINDS = ["photo", "video", "document", "voice"];

/** The file picker's `accept` attribute for each kind. */
export const ACCEPTS = { photo: "image/*", video: "video/*", document: "", voice: "audio/*" };

/** The default kind for these files. */
export function likelyKind(files) {
  const all = (prefix) => files.every((file) => file.type.startsWith(prefix));
  if (all("image/") && !files.some((file) => file.type === "image/svg+xml")) return "photo";
  if (all("video/")) return "video";
  if (all("audio/")) return "voice";
  return "document";
}

function preview(file) {
  if (!file.type.startsWith("image/"))
    return h(
      "span",
      { class: "queued-file" },
      icon(
        file.type.startsWith("video/") ? "video" : file.type.startsWith("audio/") ? "mic" : "file",
        24,
      ),
    );
  const address = URL.createObjectURL(file);
  const release = () => URL.revokeObjectURL(address);
  return h("img", { src: address, alt: "", onload: release, onerror: release });
}

/** The strip, or null without files. Changes `draft` in place, then calls `changed()`. */
export function attachmentStrip(draft, changed) {
  if (draft.files.length === 0) return null;
  const shown = draft.files.map((file, place) =>
    h(
      "li",
      { class: "queued", "data-testid": "attachment" },
      preview(file),
      h("bdi", { class: "queued-name" }, file.name),
      h("span", { class: "faint" }, sizeWords(file.size)),
      button(
        {
          class: "queued-remove",
          "aria-label": say("remove", { name: file.name }),
          onclick: () => {
            draft.files.splice(place, 1);
            changed();
          },
        },
        icon("close", 14),
      ),
    ),
  );
  const kinds = KINDS.map((kind) =>
    button(
      {
        class: "kind",
        "aria-pressed": String(kind === draft.kind),
        "data-testid": "attachment-kind",
        "data-kind": kind,
        onclick: () => {
          draft.kind = kind;
          changed();
        },
      },
      say(kind),
    ),
  );
  return h(
    "div",
    { class: "attachments", "data-testid": "attachments" },
    h("ul", { class: "queue" }, shown),
    h("div", { class: "kinds", role: "group", "aria-label": say("sendAs") }, kinds),
  );
}
