// Modal panels over one phone: alerts, questions, choices. Other phones stay usable.

import { button, h } from "./dom.js";
import { say } from "./words.js";

const TOAST_SECONDS = 4;

/** Open a panel; returns a function that closes it, as Escape and a click outside do. */
function openSheet(phone, { name, title, content, actions = [] }) {
  const before = document.activeElement;
  const heading = title ? h("h2", { class: "sheet-title", dir: "auto" }, title) : null;
  const panel = h(
    "section",
    {
      class: `sheet sheet-${name}`,
      role: "dialog",
      "aria-modal": "true",
      "aria-label": title || say(name),
      "data-testid": name,
      tabindex: "-1",
    },
    heading,
    h("div", { class: "sheet-content" }, content),
    actions.length > 0 ? h("div", { class: "sheet-actions" }, actions) : null,
  );
  const shade = h(
    "div",
    {
      class: "shade",
      onclick: (event) => event.target === shade && close(),
      onkeydown: (event) => event.key === "Escape" && close(),
    },
    panel,
  );

  function close() {
    shade.remove();
    phone.inside.inert = phone.element.querySelector(":scope > .shade") !== null;
    if (before?.isConnected) before.focus();
  }

  phone.element.append(shade);
  phone.inside.inert = true;
  (panel.querySelector("[data-first]") ?? panel).focus({ preventScroll: true });
  return close;
}

/** The alert of a callback answer with show_alert. */
export function alertSheet(phone, words) {
  const ok = button(
    { class: "action main", "data-testid": "alert-ok", "data-first": true, onclick: () => close() },
    say("ok"),
  );
  const close = openSheet(phone, {
    name: "alert",
    title: null,
    content: h("p", { class: "alert-words", dir: "auto" }, words),
    actions: [ok],
  });
}

/** A yes-or-no question. */
export function confirmSheet(phone, { name, title, content, yes, run }) {
  const no = button({ class: "action", onclick: () => close() }, say("cancel"));
  const go = button(
    {
      class: "action main",
      "data-testid": `${name}-yes`,
      "data-first": true,
      onclick: () => {
        close();
        run();
      },
    },
    yes,
  );
  const close = openSheet(phone, { name, title, content, actions: [no, go] });
}

/** A question with a text field; `check(words)` returns whether the text is valid. */
export function askSheet(
  phone,
  {
    name,
    title,
    hint,
    value = "",
    prefix = null,
    check = () => true,
    wrong = "",
    kind = "text",
    yes,
    run,
  },
) {
  const note = h("p", { class: "hint", id: `${name}-${phone.person.id}` }, hint);
  const input = h("input", {
    class: "line",
    type: kind,
    autocomplete: "off",
    spellcheck: "false",
    "data-testid": `${name}-input`,
    "data-first": true,
    "aria-label": title,
    "aria-describedby": note.id,
    onkeydown: (event) => event.key === "Enter" && !event.isComposing && go(),
  });
  input.value = value;
  const no = button({ class: "action", onclick: () => close() }, say("cancel"));
  const yesButton = button(
    { class: "action main", "data-testid": `${name}-send`, onclick: () => go() },
    yes,
  );
  const close = openSheet(phone, {
    name,
    title,
    content: [
      h(
        "label",
        { class: "line-box" },
        prefix ? h("span", { class: "faint" }, prefix) : null,
        input,
      ),
      note,
    ],
    actions: [no, yesButton],
  });

  function go() {
    const words = input.value.trim();
    if (!check(words)) {
      note.textContent = wrong;
      note.classList.add("wrong");
      input.focus();
      return;
    }
    close();
    run(words);
  }
}

/** A list to choose one from: `choices` are {content, testid, data?, run}. */
export function chooseSheet(phone, { name, title, choices, none = "" }) {
  const list = choices.map(({ content, label, testid, data = {}, run }, place) =>
    button(
      {
        class: "choice",
        "data-testid": testid,
        "data-first": place === 0,
        "aria-label": label ?? null,
        ...data,
        onclick: () => {
          close();
          run();
        },
      },
      content,
    ),
  );
  const cancel = button(
    { class: "action", "data-first": choices.length === 0, onclick: () => close() },
    say("cancel"),
  );
  const close = openSheet(phone, {
    name,
    title,
    content: list.length > 0 ? list : h("p", { class: "hint" }, none),
    actions: [cancel],
  });
}

/** A short message that disappears by itself. */
export function toast(phone, words) {
  const note = h(
    "div",
    { class: "toast", role: "status", dir: "auto", "data-testid": "toast" },
    words,
  );
  phone.toasts.append(note);
  setTimeout(() => note.classList.add("leaving"), TOAST_SECONDS * 1000 - 250);
  setTimeout(() => note.remove(), TOAST_SECONDS * 1000);
}

/** A picture as large as the window. */
export function enlarge(address, words) {
  const viewer = h(
    "dialog",
    { class: "viewer", "aria-label": say("photo"), onclose: () => viewer.remove() },
    button(
      { class: "viewer-close", "aria-label": say("close"), onclick: () => viewer.close() },
      h("img", { src: address, alt: words }),
    ),
    words ? h("p", { dir: "auto" }, words) : null,
  );
  document.body.append(viewer);
  viewer.showModal();
}
