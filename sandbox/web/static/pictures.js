// Photos and videos, fitted to the bubble, blurred if sent as spoilers.

import { fileUrl } from "./api.js";
import { button, h } from "./dom.js";
import { say } from "./words.js";

const WIDEST = 340;
const TALLEST = 360;
const SMALLEST = 120;

function fitted(width, height) {
  if (!width || !height) return {};
  const scale = Math.min(1, WIDEST / width, TALLEST / height);
  return {
    width: `${Math.round(Math.max(width * scale, SMALLEST))}px`,
    "aspect-ratio": `${width} / ${height}`,
  };
}

/** Correct the size once the file is loaded: the message's size may be wrong. */
function refit(image) {
  const { naturalWidth: width, naturalHeight: height } = image;
  for (const [name, value] of Object.entries(fitted(width, height)))
    image.closest("div.visual").style.setProperty(name, value);
}

function veiled(message, picture) {
  if (!message.has_media_spoiler) return picture;
  const veil = button({
    class: "veil",
    "aria-label": say("hiddenMedia"),
    "data-testid": "spoiler",
    onclick: () => veil.remove(),
  });
  return [picture, veil];
}

/** A photo that can be enlarged; with `tile` the album sets its size. */
export function photo(message, on, { tile = false } = {}) {
  const largest = [...message.photo]
    .sort((a, b) => (a.width ?? 0) * (a.height ?? 0) - (b.width ?? 0) * (b.height ?? 0))
    .at(-1);
  const address = fileUrl(largest.file_id);
  const image = h("img", {
    src: address,
    alt: message.caption ?? say("photo"),
    loading: "lazy",
    draggable: "false",
    onload: () => tile || refit(image),
  });
  const open = button(
    {
      class: "picture",
      "aria-label": say("enlarge", { name: say("photo") }),
      onclick: () => on.enlarge(address, message.caption ?? ""),
    },
    image,
  );
  return h(
    "div",
    { class: "visual", style: tile ? {} : fitted(largest.width, largest.height) },
    veiled(message, open),
  );
}

/** A video, an animation or a round video message. */
export function film(message, film, { round = false, loop = false, tile = false } = {}) {
  const isImage = film.mime_type?.startsWith("image/");
  const shown = isImage
    ? h("img", { src: fileUrl(film.file_id), alt: say("animation") })
    : h("video", {
        src: fileUrl(film.file_id),
        controls: !loop,
        loop,
        autoplay: loop,
        playsinline: true,
        preload: "metadata",
      });
  if (loop && !isImage) shown.muted = true;
  const size = tile
    ? {}
    : fitted(film.width ?? film.length ?? 320, film.height ?? film.length ?? 180);
  return h(
    "div",
    { class: round ? "visual round" : "visual", style: size },
    veiled(message, shown),
  );
}

/** A small square of a photo for a list, or null. */
export function thumbnail(message) {
  return message.photo
    ? h("img", {
        class: "post-picture",
        src: fileUrl(message.photo[0].file_id),
        alt: "",
        loading: "lazy",
      })
    : null;
}
