// Create elements: strings as children become text nodes, never markup.

const SVG = "http://www.w3.org/2000/svg";

function present(child) {
  return child !== null && child !== undefined && child !== false && child !== "";
}

/** An element; `on…` entries are listeners, `style` is a map of properties, the rest are attributes. */
export function h(tag, given = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(given)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "style") setStyle(element, value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.flat().filter(present));
  return element;
}

function setStyle(element, properties) {
  for (const [name, value] of Object.entries(properties)) {
    element.style.setProperty(name, String(value));
  }
}

const filled = new WeakMap();

/** Rebuild the children of `parent` only if `signature` has changed, so that buttons keep state. */
export function refill(parent, signature, build) {
  const words = JSON.stringify(signature);
  if (filled.get(parent) === words) return;
  filled.set(parent, words);
  const controls = () => [...parent.querySelectorAll("button")];
  const focused = controls().indexOf(document.activeElement);
  parent.replaceChildren(...build().filter(present));
  if (focused >= 0) controls()[focused]?.focus();
}

/** A button of type "button", which never submits a form. */
export function button(given, ...children) {
  return h("button", { type: "button", ...given }, ...children);
}

/** An SVG icon from path data; hidden from screen readers. */
export function svg(paths, { size = 24, box = 24, fill = false } = {}) {
  const drawing = document.createElementNS(SVG, "svg");
  const looks = fill
    ? { fill: "currentColor" }
    : {
        fill: "none",
        stroke: "currentColor",
        "stroke-width": 1.8,
        "stroke-linecap": "round",
        "stroke-linejoin": "round",
      };
  const all = {
    viewBox: `0 0 ${box} ${box}`,
    width: size,
    height: size,
    "aria-hidden": "true",
    focusable: "false",
    ...looks,
  };
  for (const [name, value] of Object.entries(all)) drawing.setAttribute(name, String(value));
  for (const d of [].concat(paths)) {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", d);
    drawing.append(path);
  }
  return drawing;
}
