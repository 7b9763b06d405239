// A player for voice and audio, with a waveform instead of the browser's controls.

import { fileUrl } from "./api.js";
import { button, h } from "./dom.js";
import { icon } from "./icons.js";
import { lengthWords } from "./looks.js";
import { say } from "./words.js";

const BARS = 32;

/** Pseudo-random bars of a waveform, the same each time for one file. */
function wave(seed) {
  let state = [...String(seed)].reduce(
    (sum, letter) => (sum * 33 + letter.codePointAt(0)) >>> 0,
    7,
  );
  return Array.from({ length: BARS }, (_, place) => {
    state = (state * 1664525 + 1013904223) >>> 0;
    const swell = 0.45 + 0.55 * Math.abs(Math.sin((place / BARS) * Math.PI * 3));
    return h("i", { style: { "--tall": (0.18 + 0.82 * swell * (state / 2 ** 32)).toFixed(2) } });
  });
}

/** `title` is null for a voice; `refused` is called when the browser cannot play the bytes. */
export function player(recording, { title, refused }) {
  let sound = null;
  const bars = wave(recording.file_unique_id ?? recording.file_id);
  const length = h("span", { class: "faint" }, lengthWords(recording.duration));
  const toggle = button(
    { class: "play", "aria-label": say("play"), onclick: onToggle },
    icon("play", 22),
  );

  function show(playing) {
    toggle.replaceChildren(icon(playing ? "pause" : "play", 22));
    toggle.setAttribute("aria-label", say(playing ? "pause" : "play"));
  }

  function onProgress() {
    const whole = sound.duration || recording.duration || 1;
    bars.forEach((bar, place) =>
      bar.classList.toggle("heard", place / BARS < sound.currentTime / whole),
    );
    length.textContent = lengthWords(sound.currentTime);
  }

  function prepare() {
    sound = new Audio(fileUrl(recording.file_id));
    sound.addEventListener("timeupdate", onProgress);
    sound.addEventListener("play", () => show(true));
    sound.addEventListener("pause", () => show(false));
  }

  function onToggle() {
    if (!sound) prepare();
    if (sound.paused) sound.play().catch(() => refused());
    else sound.pause();
  }

  const track =
    title === null
      ? h("span", { class: "wave", "aria-hidden": "true" }, bars)
      : h("bdi", { class: "file-name" }, title);
  return h("div", { class: "player" }, toggle, h("span", { class: "file-words" }, track, length));
}
