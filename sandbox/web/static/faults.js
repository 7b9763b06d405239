// "Make Telegram fail": a button in the top bar to choose a plan of simulated faults.

import { readFaults, setFaults } from "./api.js";
import { button, h } from "./dom.js";
import { icon } from "./icons.js";
import { openMenu } from "./menu.js";
import { say } from "./words.js";

const PLANS = ["away", "storm", "slow", "lost", "twice"];

export class Faults {
  constructor() {
    this.state = null; // the server's last answer
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
    this.update(await readFaults());
  }

  /** Show the server's state; if the plan ends by itself, ask again after its end. */
  update(state) {
    this.state = state;
    clearTimeout(this.ending);
    if (state.active && state.left !== null)
      this.ending = setTimeout(() => this.load().catch(() => {}), state.left * 1000 + 200);
    this.draw();
  }

  draw() {
    const plan = this.state?.active ? this.state.plan || "own" : null;
    this.words.textContent = plan ? say(`fault_${plan}`) : "";
    this.element.classList.toggle("on", plan !== null);
  }

  open() {
    const plan = this.state?.active ? this.state.plan : null;
    openMenu(document.body, this.element, [
      ...PLANS.map((name) => this.item(name, name === plan, () => setFaults(name))),
      this.item("off", !this.state?.active, () => setFaults(null)),
    ]);
  }

  item(name, checked, ask) {
    return { name, words: say(`fault_${name}`), checked, run: () => this.set(ask) };
  }

  async set(ask) {
    this.update(await ask());
  }
}
