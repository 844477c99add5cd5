// Files that wait in the writing box until somebody sends them with their words.

import { upload } from "./actions.js";
import { announce, fill, h, icon, iconButton } from "./dom.js";

const MOST = 10;

/** The files of one writing box: a row of chips, and the paper clip. `changed` is called whenever there are more or fewer. */
export class Enclosures {
  constructor({ testid, held, changed, refuse }) {
    Object.assign(this, { held, changed, refuse });
    held.owner = this; // the box may be drawn anew while a file is still on its way
    this.row = h("ul", { class: "enclosures", "aria-label": "Files to send", testid: `${testid}-chips`, hidden: true });
    this.picker = h("input", { type: "file", multiple: true, hidden: true, "aria-label": "File to send", testid });
    this.button = iconButton("clip", "Add a file", { testid: testid.replace("file", "clip") });
    this.button.addEventListener("click", () => this.picker.click());
    this.picker.addEventListener("change", () => { const files = [...this.picker.files]; this.picker.value = ""; this.add(files); });
    this.paint();
  }

  get ids() { return this.held.map((file) => file.id); }

  async add(files) {
    if (this.held.length + files.length > MOST) { this.refuse(`Please send at most ${MOST} files at once.`); return; }
    await Promise.all(files.map((file) => this.take(file)));
  }

  async take(file) {
    const waiting = { id: "", name: file.name || "picture.png" };
    this.held.push(waiting);
    this.paint();
    const given = await upload(file);
    if (!this.held.includes(waiting)) return;
    if (given.ok) { waiting.id = given.file.id; announce(`${waiting.name} is ready to send`); }
    else { this.held.splice(this.held.indexOf(waiting), 1); this.refuse(given.message || `${waiting.name} could not be taken.`); }
    this.held.owner.paint();
  }

  drop(file) {
    this.held.splice(this.held.indexOf(file), 1);
    announce(`${file.name} taken out`);
    this.paint();
    this.button.focus();
  }

  clear() {
    this.held.length = 0;
    this.paint();
  }

  paint() {
    this.row.hidden = !this.held.length;
    fill(this.row, this.held.map((file) => h("li", { class: "enclosure", "aria-busy": String(!file.id), testid: "enclosure" },
      file.id ? icon("file", 16) : h("span", { class: "spinner" }), h("span", { class: "enclosure-name" }, file.name),
      iconButton("x", `Take out ${file.name}`, { testid: "enclosure-out", on: { click: () => this.drop(file) } }))));
    this.changed();
  }
}
