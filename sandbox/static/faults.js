// "Make Telegram fail": a button in the top bar with the plans that the server knows.

import { readFaults, setFaults } from "./api.js";
import { button, h } from "./dom.js";
import { icon } from "./icons.js";
import { openMenu } from "./menu.js";
import { say } from "./words.js";

const PLANS = ["away", "storm", "slow", "lost", "twice"];

export class Faults {
  constructor() {
    this.now = null; // what the server last told
    this.words = h("span", { class: "fault-words", role: "status" });
    this.element = button(
      {
        class: "faults",
        "aria-label": say("faults"),
        title: say("faults"),
        "data-testid": "faults",
        onclick: () => this.open(),
      },
      icon("bolt", 20),
      this.words,
    );
    this.draw();
  }

  async load() {
    this.take(await readFaults());
  }

  /** What the server tells; a plan that ends by itself is looked at again when it should have. */
  take(told) {
    this.now = told;
    clearTimeout(this.ending);
    if (told.active && told.left !== null)
      this.ending = setTimeout(() => this.load().catch(() => {}), told.left * 1000 + 200);
    this.draw();
  }

  draw() {
    const plan = this.now?.active ? this.now.plan || "own" : null;
    this.words.textContent = plan ? say(`fault_${plan}`) : "";
    this.element.classList.toggle("on", plan !== null);
  }

  open() {
    const plan = this.now?.active ? this.now.plan : null;
    openMenu(document.body, this.element, [
      ...PLANS.map((name) => this.item(name, name === plan, () => setFaults(name))),
      this.item("off", !this.now?.active, () => setFaults(null)),
    ]);
  }

  item(name, checked, ask) {
    return { name, words: say(`fault_${name}`), checked, run: () => this.set(ask) };
  }

  async set(ask) {
    this.take(await ask());
  }
}
