// The page: the list of people, their phones side by side, and the stream of updates.

import { button, h, refill } from "./dom.js";
import { Faults } from "./faults.js";
import { icon } from "./icons.js";
import { avatar, colourCast, hueOf, nameOf } from "./looks.js";
import { Phone } from "./phone.js";
import { listen } from "./stream.js";
import { pageLanguage, say } from "./words.js";
import { World } from "./world.js";

const SHOWN = "sandbox.shown";
const THEME = "sandbox.theme";
const narrow = matchMedia("(max-width: 699px)");

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
    this.nobody = h("p", { class: "nobody" }, say("nobody"));
    this.topbar.append(
      this.brand,
      this.cast,
      this.state,
      this.faults.element,
      button(
        {
          class: "round theme",
          "aria-label": say("theme"),
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
    return undefined;
  }

  onWorld() {
    const { people, columns, bot } = this.world;
    this.shown ??=
      this.remembered() ?? new Set(columns.length > 0 ? columns : people.map(({ id }) => id));
    for (const [id, phone] of this.phones) {
      if (people.some((person) => person.id === id)) continue;
      phone.element.remove();
      this.phones.delete(id);
    }
    colourCast(people.map(({ id }) => id));
    people.forEach((person) => {
      if (this.phones.has(person.id)) return this.phones.get(person.id).refresh(person);
      const phone = new Phone(person, this.world, {
        onhide: () => this.toggle(person.id, false),
        onread: () => this.drawCast(),
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
        h("bdi", {}, nameOf(bot)),
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
    return this.draw();
  }

  draw() {
    const ids = [...this.phones.keys()];
    if (!ids.includes(this.current)) this.current = ids.find((id) => this.shown.has(id)) ?? ids[0];
    for (const [id, phone] of this.phones)
      phone.show(narrow.matches ? id === this.current : this.shown.has(id));
    this.nobody.hidden = [...this.phones.values()].some(({ visible }) => visible);
    this.drawCast();
  }

  drawCast() {
    const looks = [...this.phones.values()].map(({ person, visible, threads }) => ({
      id: person.id,
      name: nameOf(person),
      about: person.about ?? null,
      visible,
      narrow: narrow.matches,
      unread: threads.reduce((sum, thread) => sum + thread.unread, 0),
    }));
    refill(this.cast, looks, () => looks.map((look) => this.chip(look)));
  }

  chip({ id, name, about, visible, unread }) {
    return button(
      {
        class: "chip",
        "aria-pressed": String(visible),
        title: about,
        "data-testid": "cast-toggle",
        "data-person": id,
        style: { "--hue": hueOf(id) },
        "aria-label": say(visible && !narrow.matches ? "hide" : "show", { name }),
        onclick: () => this.choose(id),
      },
      avatar({ id, first_name: name }, 26),
      h("bdi", { class: "chip-name" }, name),
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

new Page().begin();
