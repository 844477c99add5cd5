// A list to choose from, with search: the combobox pattern of ARIA, for one choice or several.

import { avatar } from "./avatar.js";
import { fill, h, icon, iconButton, uid } from "./dom.js";
import { plain } from "./mrkdwn.js";
import { place } from "./popup.js";

const WAIT = 180;

/** One combobox; `load(typed)` gives groups of options, `onChange` gets the chosen options. */
export class Combobox {
  constructor({ name, key, load, chosen = [], multi = false, max = 100, placeholder, clearable = false, onChange, minimum = 0, described }) {
    Object.assign(this, { load, chosen, multi, max, onChange, minimum, clearable, placeholder });
    this.listId = uid("list");
    this.options = [];
    this.at = -1;
    this.input = h("input", {
      type: "text", id: name.id || uid("combo"), role: "combobox", autocomplete: "off", spellcheck: "false", key,
      "aria-expanded": "false", "aria-controls": this.listId, "aria-autocomplete": "list", "aria-haspopup": "listbox",
      "aria-label": name.label, "aria-labelledby": name.labelledby, "aria-describedby": described,
      on: {
        click: () => this.show(), input: () => this.typed(),
        keydown: (event) => this.key(event), blur: () => window.setTimeout(() => this.leave(), 120),
      },
    });
    this.chips = h("span", { class: "chips" });
    this.list = h("div", { class: "popup listbox", popover: "manual", role: "listbox", id: this.listId, "aria-label": name.label || "Choices", "aria-multiselectable": multi ? "true" : null });
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.clearButton = iconButton("x", "Clear", { class: "combo-clear", tabindex: "-1", on: { click: () => { this.set([]); this.input.focus(); } } });
    this.node = h("div", { class: multi ? "combo multi" : "combo" }, this.chips, this.input, this.clearButton, h("span", { class: "combo-arrow" }, icon("down", 16)), this.list);
    this.node.addEventListener("mousedown", (event) => { if (event.target === this.node || event.target === this.chips) { event.preventDefault(); this.input.focus(); this.show(); } });
    this.scrolled = (event) => { if (!this.list.contains(event.target)) place(this.list, this.node, { match: true }); };
    this.paint();
  }

  /** Shows what is chosen: chips, or the words in the field. */
  paint() {
    const words = (option) => option.text.text;
    fill(this.chips, this.multi ? this.chosen.map((option) => h("span", { class: "chip" }, plain(option.text),
      iconButton("x", `Remove ${words(option)}`, { on: { click: () => { this.set(this.chosen.filter((other) => other !== option)); this.input.focus(); } } }))) : []);
    this.input.value = this.multi || !this.chosen[0] ? "" : plainWords(this.chosen[0]);
    this.input.placeholder = this.multi && this.chosen.length ? "" : this.placeholder || "Select an option";
    this.clearButton.hidden = !(this.clearable && this.chosen.length && !this.multi);
  }

  set(options) {
    this.chosen = options;
    this.paint();
    this.onChange(options);
  }

  /** Opens the list; with nothing typed it shows every option. */
  async show(typed = "") {
    const turn = this.turn = (this.turn || 0) + 1;
    if (!typed) this.input.select();
    if (!this.list.matches(":popover-open")) this.list.showPopover();
    document.addEventListener("scroll", this.scrolled, true);
    this.input.setAttribute("aria-expanded", "true");
    if (typed.length < this.minimum) return this.render([], `Type at least ${this.minimum} ${this.minimum === 1 ? "letter" : "letters"} to search`);
    const loading = window.setTimeout(() => this.render([], "Loading…"), 150);
    const groups = await this.load(typed);
    window.clearTimeout(loading);
    if (turn === this.turn && this.list.matches(":popover-open")) this.render(groups, "Nothing fits");
    return undefined;
  }

  render(groups, otherwise) {
    this.options = [];
    fill(this.list, groups.map((group) => [group.label ? h("div", { class: "list-group", role: "presentation" }, plain(group.label)) : null,
      group.options.map((option) => this.row(option))]), groups.length ? null : h("div", { class: "list-empty" }, otherwise));
    const held = this.multi ? this.at : this.options.findIndex(({ option }) => this.has(option));
    this.move(this.options.length ? Math.min(Math.max(0, held), this.options.length - 1) : -1);
    place(this.list, this.node, { match: true });
  }

  row(option) {
    const at = this.options.length;
    const node = h("div", {
      class: "list-option", role: "option", id: `${this.listId}-${at}`, "aria-selected": String(this.has(option)), testid: "option", "data-value": option.value,
      on: { click: () => this.choose(option), mousemove: () => this.move(at) },
    }, option.person ? avatar(option.person, 24) : null,
    h("span", { class: "menu-words" }, h("span", {}, plain(option.text)), option.description ? h("small", {}, plain(option.description)) : null),
    this.has(option) ? icon("check", 16) : null);
    this.options.push({ option, node });
    return node;
  }

  has(option) {
    return this.chosen.some((other) => other.value === option.value);
  }

  move(at) {
    this.options[this.at]?.node.classList.remove("active");
    this.at = at;
    const active = this.options[at]?.node;
    active?.classList.add("active");
    active?.scrollIntoView({ block: "nearest" });
    if (active) this.input.setAttribute("aria-activedescendant", active.id);
    else this.input.removeAttribute("aria-activedescendant");
  }

  choose(option) {
    if (!this.multi) { this.hide(); this.set([option]); return; }
    if (this.has(option)) this.set(this.chosen.filter((other) => other.value !== option.value));
    else if (this.chosen.length < this.max) this.set([...this.chosen, option]);
    this.show();
  }

  typed() {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.show(this.input.value), this.minimum ? WAIT : 0);
  }

  key(event) {
    const shown = this.list.matches(":popover-open");
    const count = this.options.length;
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key.length === 1 && !shown) this.input.select();
    if (event.key in steps) {
      event.preventDefault();
      if (!shown) this.show();
      else if (count) this.move((this.at + steps[event.key] + count) % count);
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (shown && this.options[this.at]) this.choose(this.options[this.at].option);
      else if (!shown) this.show();
    } else if (event.key === "Escape" && shown) {
      event.preventDefault();
      event.stopPropagation();
      this.hide();
      this.paint();
    } else if (event.key === "Backspace" && this.multi && !this.input.value && this.chosen.length) {
      this.set(this.chosen.slice(0, -1));
    }
  }

  hide() {
    this.turn = (this.turn || 0) + 1;
    if (this.list.matches(":popover-open")) this.list.hidePopover();
    document.removeEventListener("scroll", this.scrolled, true);
    this.at = -1;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  leave() {
    if (this.node.contains(document.activeElement)) return;
    this.hide();
    this.paint();
  }
}

const plainWords = (option) => plain(option.text).map((part) => (typeof part === "string" ? part : part.textContent)).join("");
