// The page: the list of people, their phones side by side, and the stream of updates.

import { button, h, refill } from "./dom.js";
import { Faults } from "./faults.js";
import { Hint } from "./hint.js";
import { icon } from "./icons.js";
import { narrow, roomFor } from "./layout.js";
import { aboutOf, avatar, colourCast, hueOf, nameOf } from "./looks.js";
import { openMenu } from "./menu.js";
import { Phone } from "./phone.js";
import { listen } from "./stream.js";
import { pageLanguage, say } from "./words.js";
import { World } from "./world.js";

const SHOWN = "sandbox.shown";
const CURRENT = "sandbox.current";
const THEME = "sandbox.theme";

class Page {
  constructor() {
    this.world = new World();
    this.phones = new Map(); // person id → Phone
    this.shown = null; // ids of the people whose phones are shown
    this.current = null; // the one phone shown on a narrow screen
    this.topbar = document.getElementById("topbar");
    this.stage = document.getElementById("stage");
    this.cast = h("nav", { class: "cast", "aria-label": say("people") });
    this.state = h("span", { class: "state", role: "status", "data-testid": "connection" });
    this.brand = h("div", { class: "brand" });
    this.faults = new Faults();
    this.hint = new Hint(this.world);
    this.everybody = button(
      {
        class: "round everybody",
        "aria-label": say("everybody"),
        "aria-haspopup": "menu",
        "data-testid": "everybody",
        onclick: () => this.openEverybody(),
      },
      icon("people", 20),
    );
    this.elsewhere = h("span", { class: "badge", "aria-hidden": "true" });
    this.everybody.append(this.elsewhere);
    this.nobody = h("p", { class: "nobody" }, say("nobody"));
    this.topbar.append(
      this.brand,
      this.cast,
      this.everybody,
      this.state,
      this.faults.element,
      button(
        {
          class: "round theme",
          "aria-label": say("theme"),
          title: say("theme"),
          "data-testid": "theme",
          onclick: () => this.turnTheme(),
        },
        icon("moon", 20),
      ),
    );
    this.stage.append(this.nobody);
  }

  async begin() {
    document.documentElement.lang = pageLanguage;
    document.documentElement.dataset.theme = localStorage.getItem(THEME) ?? "";
    this.world.watch((change) => this.onChange(change));
    narrow.addEventListener("change", () => this.draw());
    const early = []; // events that arrive before everything is loaded
    let ready = false;
    listen({
      onevent: (event) => (ready ? this.apply(event) : early.push(event)),
      onstate: (live, missed) => this.onState(live, missed && ready),
    });
    await this.load();
    ready = true;
    early.forEach((event) => this.apply(event));
  }

  /** Try until the server answers: it may still be starting. */
  async load() {
    for (;;) {
      try {
        await this.faults.load();
        return await this.world.load();
      } catch {
        this.onState(false, false);
        await new Promise((wake) => setTimeout(wake, 1000));
      }
    }
  }

  apply(event) {
    if (event.type === "faults") return this.faults.update(event);
    return this.world.apply(event).catch(() => this.load());
  }

  onState(live, missed) {
    this.state.textContent = live ? "" : say("connecting");
    if (live && missed) this.load();
  }

  onChange(change) {
    if (change.kind === "world") return this.onWorld();
    this.phones.get(change.thread.person)?.take(change);
    return this.drawHint();
  }

  onWorld() {
    const { people, columns, bot } = this.world;
    this.shown ??=
      this.remembered() ??
      new Set((columns.length > 0 ? columns : people.map(({ id }) => id)).slice(0, roomFor()));
    this.current ??= JSON.parse(sessionStorage.getItem(CURRENT) ?? "null");
    for (const [id, phone] of this.phones) {
      if (people.some((person) => person.id === id)) continue;
      phone.element.remove();
      this.phones.delete(id);
    }
    colourCast(people.map(({ id }) => id));
    people.forEach((person) => {
      if (this.phones.has(person.id)) return this.phones.get(person.id).refresh(person);
      const phone = new Phone(person, this.world, {
        onhide: () => {
          this.toggle(person.id, false);
          this.cast.querySelector(`[data-person="${person.id}"]`)?.focus();
        },
        onread: () => this.drawCast(),
        onopen: () => this.drawHint(),
      });
      this.phones.set(person.id, phone);
      return this.stage.append(phone.element);
    });
    document.title = `${nameOf(bot)} · ${say("sandbox")}`;
    this.brand.replaceChildren(
      avatar(bot, 32),
      h(
        "span",
        { class: "brand-words" },
        h("h1", {}, h("bdi", {}, nameOf(bot))),
        h("span", { class: "faint" }, `@${bot.username} · ${say("sandbox")}`),
      ),
    );
    this.draw();
  }

  remembered() {
    const ids = JSON.parse(sessionStorage.getItem(SHOWN) ?? "null");
    if (!Array.isArray(ids)) return null;
    const known = ids.filter((id) => this.world.people.some((person) => person.id === id));
    return known.length > 0 ? new Set(known) : null;
  }

  toggle(id, on) {
    if (on) this.shown.add(id);
    else this.shown.delete(id);
    sessionStorage.setItem(SHOWN, JSON.stringify([...this.shown]));
    this.draw();
  }

  choose(id) {
    if (!narrow.matches) return this.toggle(id, !this.shown.has(id));
    this.current = id;
    sessionStorage.setItem(CURRENT, JSON.stringify(id));
    return this.draw();
  }

  draw() {
    const ids = [...this.phones.keys()];
    if (!ids.includes(this.current)) this.current = ids.find((id) => this.shown.has(id)) ?? ids[0];
    for (const [id, phone] of this.phones)
      phone.show(narrow.matches ? id === this.current : this.shown.has(id));
    this.nobody.hidden = [...this.phones.values()].some(({ visible }) => visible);
    this.drawCast();
    this.drawHint();
  }

  drawHint() {
    this.hint.draw([...this.phones.values()].find(({ visible }) => visible));
  }

  looks() {
    return [...this.phones.values()].map(({ person, visible, threads }) => ({
      id: person.id,
      name: nameOf(person),
      about: aboutOf(person),
      visible,
      narrow: narrow.matches,
      unread: threads.reduce((sum, thread) => sum + thread.unread, 0),
    }));
  }

  drawCast() {
    const looks = this.looks();
    refill(this.cast, looks, () => looks.map((look) => this.chip(look)));
    const unread = looks.reduce((sum, look) => sum + (look.visible ? 0 : look.unread), 0);
    const words = say(unread > 0 ? "everybodyUnread" : "everybody", { n: unread });
    this.everybody.setAttribute("aria-label", words);
    this.everybody.title = words;
    this.elsewhere.textContent = unread > 0 ? String(unread) : "";
    if (narrow.matches && this.scrolledTo !== this.current) this.scrollCast();
  }

  /** On a narrow screen the list shows its beginning only: bring the chosen person into view. */
  scrollCast() {
    this.scrolledTo = this.current;
    const chip = this.cast.querySelector('[aria-pressed="true"]');
    if (chip) this.cast.scrollTo({ left: chip.offsetLeft - this.cast.offsetLeft - 4 });
  }

  /** The whole cast with their roles, on a narrow screen too. */
  openEverybody() {
    const items = this.looks().map(({ id, name, about, visible, unread }) => ({
      name: String(id),
      words: name,
      about,
      badge: unread,
      checked: visible,
      several: !narrow.matches,
      run: () => this.choose(id),
    }));
    openMenu(document.body, this.everybody, items);
  }

  chip({ id, name, about, visible, unread }) {
    return button(
      {
        class: "chip",
        "aria-pressed": String(visible),
        title: about || null,
        "data-testid": "cast-toggle",
        "data-person": id,
        style: { "--hue": hueOf(id) },
        "aria-label": chipLabel({ name, about, unread, hides: visible && !narrow.matches }),
        onclick: () => this.choose(id),
      },
      avatar({ id, first_name: name }, 26),
      h(
        "span",
        { class: "chip-words" },
        h("bdi", { class: "chip-name" }, name),
        about ? h("span", { class: "chip-about", dir: "auto" }, about) : null,
      ),
      unread > 0 ? h("span", { class: "badge" }, String(unread)) : null,
    );
  }

  turnTheme() {
    const isDark =
      getComputedStyle(document.documentElement).colorScheme === "dark" ||
      (document.documentElement.dataset.theme === "" &&
        matchMedia("(prefers-color-scheme: dark)").matches);
    const next = isDark ? "light" : "dark";
    document.documentElement.dataset.theme = next;
    localStorage.setItem(THEME, next);
  }
}

function chipLabel({ name, about, unread, hides }) {
  const unreadWords = unread > 0 ? say("unread", { n: unread }) : "";
  return [say(hides ? "hide" : "show", { name }), about, unreadWords].filter(Boolean).join(", ");
}

new Page().begin();
