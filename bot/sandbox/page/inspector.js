// The inspector: what went over the wire between the workspace and the app, newest first.

import { get } from "./api.js";
import { byId, fill, h, icon, iconButton, uid } from "./dom.js";
import { on } from "./store.js";
import { format } from "./time.js";

const KEPT = 400;
const entries = [];
const open = new Set();
let last = 0;
let direction = "all";
let words = "";
let reading = false;

const isOpen = () => !byId("inspector").hidden;

async function read() {
  if (reading || !isOpen()) return;
  reading = true;
  const answer = await get("wire", { after: String(last) });
  reading = false;
  for (const entry of answer.entries || []) {
    last = Math.max(last, entry.n);
    entries.unshift(entry);
  }
  entries.length = Math.min(entries.length, KEPT);
  if (answer.entries?.length) paint();
}

const shown = (entry) => (direction === "all" || entry.direction === direction) && (!words || JSON.stringify(entry).toLowerCase().includes(words));

function json(title, value) {
  if (value === undefined || value === null || value === "") return null;
  return [h("h3", {}, title), h("pre", { tabindex: "0", "aria-label": title }, typeof value === "string" ? value : JSON.stringify(value, null, 2))];
}

function row(entry) {
  const out = entry.direction === "from_bot";
  const failed = !(entry.status < 400) || entry.answer?.ok === false;
  const details = h("details", { class: failed ? "wire failed" : "wire", open: open.has(entry.n), testid: "wire-entry" },
    h("summary", {}, h("span", { class: `arrow ${entry.direction}`, title: out ? "The app calls the workspace" : "The workspace tells the app" }, icon(out ? "back" : "right", 14), h("span", { class: "sr" }, out ? "from the app" : "to the app")),
      h("span", { class: "wire-name" }, entry.name), h("span", { class: failed ? "wire-status bad" : "wire-status" }, entry.answer?.error || entry.status || ""),
      h("span", { class: "soft" }, entry.ms === undefined || entry.ms === null ? "" : `${entry.ms < 10 ? entry.ms.toFixed(1) : Math.round(entry.ms)} ms`)));
  const body = h("div", { class: "wire-body" });
  const show = () => fill(body, h("p", { class: "soft" }, format(new Date(entry.at), { dateStyle: "medium", timeStyle: "medium" })), json("Sent", entry.body), json("Answer", entry.answer));
  if (details.open) show();
  details.addEventListener("toggle", () => { if (details.open) { open.add(entry.n); show(); } else open.delete(entry.n); });
  details.append(body);
  return details;
}

function paint() {
  const list = byId("inspector").querySelector(".wire-list");
  if (!list) return;
  const fitting = entries.filter(shown);
  fill(list, fitting.length ? fitting.map(row) : h("p", { class: "list-empty" }, entries.length ? "Nothing fits." : "Nothing has gone over the wire yet."));
}

function build() {
  const group = uid("direction");
  const choice = (value, label) => h("label", {}, h("input", { type: "radio", name: group, checked: direction === value, on: { change: () => { direction = value; paint(); } } }), h("span", {}, label));
  const search = h("input", { type: "search", class: "field", placeholder: "Filter", "aria-label": "Filter what went over the wire", value: words, on: { input: () => { words = search.value.trim().toLowerCase(); paint(); } } });
  fill(byId("inspector"),
    h("header", { class: "pane-head" }, h("div", {}, h("h2", {}, "Inspector"), h("p", { class: "soft" }, "What went over the wire")), iconButton("x", "Close inspector", { testid: "close-inspector", on: { click: () => showInspector(false) } })),
    h("div", { class: "wire-tools" }, h("fieldset", { class: "segments" }, h("legend", { class: "sr" }, "Direction"), choice("all", "All"), choice("to_bot", "To app"), choice("from_bot", "From app")), search),
    h("div", { class: "wire-list", testid: "wire" }));
  paint();
}

/** Opens or closes the inspector. */
export function showInspector(want = !isOpen()) {
  byId("inspector").hidden = !want;
  document.body.classList.toggle("has-inspector", want);
  byId("inspect")?.setAttribute("aria-pressed", String(want));
  if (!want) { byId("inspect")?.focus(); return; }
  build();
  byId("inspector").querySelector(".icon-btn").focus({ preventScroll: true });
  read();
}

/** Starts the inspector. */
export function startInspector() {
  on("wire", read);
  byId("inspector").addEventListener("keydown", (event) => { if (event.key === "Escape") showInspector(false); });
}
