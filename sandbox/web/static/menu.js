// A small menu that opens beside the pressed element, inside one phone.

import { button, h } from "./dom.js";
import { icon } from "./icons.js";
import { say } from "./words.js";

const GAP = 6;

function place(menu, anchor, host) {
  const frame = host.getBoundingClientRect();
  const at = anchor.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = menu;
  const left = Math.min(Math.max(at.left - frame.left, GAP), frame.width - width - GAP);
  const under = at.bottom - frame.top + GAP;
  const over = at.top - frame.top - height - GAP;
  const top =
    under + height > frame.height - GAP && over > GAP
      ? over
      : Math.min(under, frame.height - height - GAP);
  menu.style.setProperty("left", `${left}px`);
  menu.style.setProperty("top", `${Math.max(GAP, top)}px`);
}

function role({ checked, several }) {
  if (checked === undefined) return "menuitem";
  return several ? "menuitemcheckbox" : "menuitemradio";
}

/** `items`: {name, words, about?, badge?, symbol?, checked?, several?, danger?, run}. `several`: more than one may be checked. Focus goes back to the anchor when it closes. */
export function openMenu(host, anchor, items) {
  closeMenus(host);
  const entries = items.map((item) => {
    const { name, words, about, badge, symbol, checked, danger, run } = item;
    return button(
      {
        class: danger ? "menu-item danger" : "menu-item",
        "data-testid": "menu-item",
        "data-item": name,
        role: role(item),
        "aria-checked": checked === undefined ? null : String(checked),
        onclick: () => {
          close();
          run();
        },
      },
      symbol ? icon(symbol, 20) : null,
      h(
        "span",
        { class: "menu-words", dir: "auto" },
        words,
        about ? h("span", { class: "faint" }, about) : null,
      ),
      badge > 0
        ? h("span", { class: "badge", "aria-label": say("unread", { n: badge }) }, String(badge))
        : null,
      checked ? h("span", { class: "tick", "aria-hidden": "true" }, "✓") : null,
    );
  });
  const menu = h(
    "div",
    {
      class: "menu",
      role: "menu",
      "aria-label": anchor.getAttribute("aria-label"),
      "data-testid": "menu",
      onkeydown: onKey,
    },
    entries,
  );
  const onOutside = (event) => {
    if (!menu.contains(event.target)) close(false);
  };

  function close(backToAnchor = true) {
    menu.remove();
    document.removeEventListener("pointerdown", onOutside, true);
    if (backToAnchor && anchor.isConnected) anchor.focus();
  }

  function onKey(event) {
    const at = entries.indexOf(document.activeElement);
    const moves = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 };
    if (event.key === "Escape" || event.key === "Tab") close();
    else if (event.key in moves) entries.at(moves[event.key] % entries.length)?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  menu.shut = close;
  host.append(menu);
  place(menu, anchor, host);
  document.addEventListener("pointerdown", onOutside, true);
  entries[0]?.focus({ preventScroll: true });
}

export function closeMenus(host) {
  for (const open of host.querySelectorAll(":scope > .menu")) open.shut(false);
}
