// The pieces of the composer.

import { button, h } from "./dom.js";
import { icon } from "./icons.js";
import { nameOf } from "./looks.js";
import { snippet } from "./media.js";
import { say } from "./words.js";

/** The composer's elements by name; they call its methods. */
export function composerParts(composer) {
  const input = h("textarea", {
    class: "words-in",
    rows: "1",
    dir: "auto",
    "data-testid": "composer-input",
    "aria-label": say("write"),
    placeholder: say("write"),
    oninput: () => composer.onInput(),
    onkeydown: (event) => composer.onKey(event),
    onpaste: (event) => composer.onPaste(event),
  });
  const files = h("input", {
    type: "file",
    multiple: true,
    class: "unseen",
    tabindex: "-1",
    "aria-hidden": "true",
    "data-testid": "file-input",
    onchange: () => composer.onPicked(),
  });
  const commandsButton = button(
    {
      class: "round commands-button",
      "aria-label": say("commands"),
      "aria-expanded": "false",
      "data-testid": "commands-button",
      onclick: () => composer.toggleCommands(),
    },
    icon("menu", 20),
  );
  const attachButton = button(
    {
      class: "round",
      "aria-label": say("attach"),
      "aria-haspopup": "menu",
      "data-testid": "attach-button",
      onclick: () => composer.offerKinds(),
    },
    icon("attach"),
  );
  const keysButton = button(
    {
      class: "round",
      "aria-label": say("keyboard"),
      "data-testid": "keyboard-button",
      onclick: () => composer.toggleKeys(),
    },
    icon("keys"),
  );
  const sendButton = button(
    {
      class: "round send",
      "aria-label": say("send"),
      "data-testid": "composer-send",
      onclick: () => composer.submit(),
    },
    icon("send"),
  );
  const bar = h(
    "div",
    { class: "bar" },
    commandsButton,
    h("div", { class: "field" }, input, keysButton, attachButton),
    sendButton,
  );
  const startButton = button(
    { class: "start", "data-testid": "start", onclick: (event) => composer.begin(event) },
    say("start"),
  );
  const unblockButton = button(
    { class: "start quiet", "data-testid": "unblock", onclick: (event) => composer.unblock(event) },
    say("unblock"),
  );
  const commands = h("div", { class: "commands", "data-testid": "commands" });
  const strip = h("div", { class: "strip" });
  const waiting = h("div");
  const keys = h("div");
  const element = h(
    "footer",
    { class: "composer" },
    commands,
    startButton,
    strip,
    waiting,
    bar,
    unblockButton,
    keys,
    files,
  );
  return {
    input,
    files,
    commandsButton,
    attachButton,
    keysButton,
    sendButton,
    bar,
    startButton,
    unblockButton,
    commands,
    strip,
    waiting,
    keys,
    element,
  };
}

/** The bar above the field while replying to or editing a message. */
export function stripParts(about, isEdit, letGo) {
  const title = isEdit
    ? say("editing")
    : say("replyTo", { name: nameOf(about.from ?? about.chat) });
  return [
    icon(isEdit ? "edit" : "reply", 20),
    h(
      "span",
      { class: "strip-words" },
      h("bdi", { class: "strip-title" }, title),
      h("span", { class: "strip-line", dir: "auto" }, snippet(about)),
    ),
    button(
      {
        class: "round",
        "aria-label": say("cancel"),
        "data-testid": "strip-cancel",
        onclick: letGo,
      },
      icon("close", 18),
    ),
  ];
}

/** The bot's commands; `send` gets one with its slash. */
export function commandList(commands, send) {
  return commands.map(({ command, description }) =>
    button(
      {
        class: "command",
        "data-testid": "command",
        "data-command": command,
        onclick: () => send(`/${command}`),
      },
      h("span", { class: "command-name" }, `/${command}`),
      h("span", { class: "faint", dir: "auto" }, description),
    ),
  );
}
