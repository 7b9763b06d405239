// How many phones the window has room for.

const COLUMN = 312; // pixels that a phone takes at least, with the gap beside it
const MARGINS = 20; // pixels left and right of all phones

/** One phone at a time: a real phone, or a window enlarged to 200 %. `chat.css` has the same limit. */
export const narrow = matchMedia("(width < 1000px)");

/** How many phones fit side by side, at least one. */
export function roomFor() {
  return Math.max(1, Math.floor((innerWidth - MARGINS) / COLUMN));
}

/** Smooth scrolling, unless the person has asked for less motion. */
export function gently() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : "smooth";
}
