// Completion of slash commands: names first, then the words of a command.

import { announce, fill, h, uid } from "./dom.js";
import { state } from "./store.js";

/** Words that a command's usage hint offers, such as "help" and "status" in "[help | status]". */
function subcommands(command) {
  const words = (command.usage_hint || "").replace(/<[^>]*>/g, " ").match(/[a-z][a-z-]+/g) || [];
  return [...new Set(words)].map((word) => ({ text: `${command.command} ${word}`, words: "" }));
}

/** What fits the text typed so far: commands first, then the words of a command. */
export function completions(text) {
  if (!text.startsWith("/") || text.includes("\n")) return [];
  const commands = (state.view.commands || []);
  const fits = (entry) => entry.text.startsWith(text.trimStart().toLowerCase()) && entry.text !== text.trim();
  const whole = commands.map((command) => ({ text: command.command, words: command.description || "", hint: command.usage_hint }));
  const named = commands.filter((command) => text.startsWith(command.command)).flatMap(subcommands);
  return [...whole, ...named].filter(fits).slice(0, 9);
}

/** The list above the writing box; `take` puts a choice into the box. */
export class Completion {
  constructor(input, take) {
    Object.assign(this, { input, take, items: [], at: 0 });
    this.node = h("div", { class: "completion", role: "listbox", id: uid("commands"), "aria-label": "Commands", hidden: true, testid: "completions" });
    input.setAttribute("aria-controls", this.node.id);
  }

  update() {
    const before = this.items.length;
    this.items = completions(this.input.value);
    this.at = 0;
    this.paint();
    if (this.items.length && this.items.length !== before) announce(`${this.items.length} ${this.items.length === 1 ? "command fits" : "commands fit"}. Arrow keys move, Tab takes.`);
  }

  paint() {
    this.node.hidden = !this.items.length;
    fill(this.node, h("div", { class: "completion-head", role: "presentation" }, h("span", {}, "Commands"), h("span", { class: "soft" }, "↑↓ to move, Tab to take")),
      this.items.map((item, at) => h("div", {
        role: "option", id: `${this.node.id}-${at}`, class: at === this.at ? "list-option active" : "list-option", "aria-selected": String(at === this.at), testid: "completion",
        on: { mousedown: (event) => { event.preventDefault(); this.accept(at); } },
      }, h("strong", {}, item.text), item.hint ? h("span", { class: "soft hint-words" }, item.hint) : null, item.words ? h("small", {}, item.words) : null)));
    if (this.items.length) this.input.setAttribute("aria-activedescendant", `${this.node.id}-${this.at}`);
    else this.input.removeAttribute("aria-activedescendant");
  }

  accept(at) {
    this.take(`${this.items[at].text} `);
    this.update();
  }

  /** True when the key was for the list. */
  key(event) {
    if (this.node.hidden) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) { this.at = (this.at + step + this.items.length) % this.items.length; this.paint(); return true; }
    if (event.key === "Tab" && !event.shiftKey) { this.accept(this.at); return true; }
    if (event.key === "Escape") { this.items = []; this.paint(); return true; }
    return false;
  }
}
