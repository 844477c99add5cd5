// A short tour in the corner, once. It never blocks the page and can be left at any step.

import { become, go } from "./actions.js";
import { byId, fill, h, iconButton } from "./dom.js";
import { memory, on, state } from "./store.js";

let steps = [];
let at = -1;
let pointed;
const still = window.matchMedia("(prefers-reduced-motion: reduce)");
const reading = read();

/** The person a step names: an id, or words of a name or title ("principal"). */
function personOf(step) {
  const wanted = (step.as || "").toLowerCase();
  const people = state.view.people.filter((person) => !person.is_bot && !person.deactivated);
  return people.find((person) => person.id.toLowerCase() === wanted) || (wanted && people.find((person) => `${person.name} ${person.title}`.toLowerCase().includes(wanted))) || null;
}

/** The conversation a step names: an id, a name, "dm" or "home". */
function channelOf(step) {
  if (step.channel === "home") return "home";
  if (step.channel === "dm") return state.botDm?.id;
  return state.view.channels.find((channel) => [channel.id, channel.name, `#${channel.name}`].includes(step.channel))?.id;
}

function goThere(step) {
  const person = personOf(step);
  if (person && person.id !== state.as) {
    become(person.id);
    if (step.channel) once("messages", () => { const channel = channelOf(step); if (channel && channel !== state.channel) go({ as: person.id, channel }); });
    return;
  }
  const channel = step.channel ? channelOf(step) : "";
  if (channel && channel !== (state.tab === "home" ? "home" : state.channel)) go({ channel });
}

const waiting = [];
function once(topic, job) { waiting.push(job); if (!once.ready) { once.ready = true; on(topic, () => { if (state.loaded) waiting.splice(0).forEach((run) => run()); }); } }

/** The newest element of that name: further down is later. */
const newest = (name) => [...document.querySelectorAll(`[data-testid="${CSS.escape(name)}"]`)].filter((node) => node.checkVisibility({ visibilityProperty: true })).at(-1);

function mark() {
  for (const node of document.querySelectorAll(".tour-target")) node.classList.remove("tour-target");
  const named = [steps[at]?.target || []].flat();
  const found = [...named, ...(named.some((name) => name.startsWith("side")) ? ["side-toggle"] : [])].map(newest).find(Boolean); // a drawer on a telephone
  const node = found?.closest(".composer-box") || found;
  node?.classList.add("tour-target");
  if (node && node !== pointed) bring(node);
  pointed = node;
}

/** Brings what is pointed at into sight, in the middle where it is out of sight, once for each thing pointed at. */
function bring(node) {
  const scroller = node.closest(".scroller");
  if (!scroller) { node.scrollIntoView({ block: "nearest", inline: "nearest" }); return; }
  const [box, frame] = [node.getBoundingClientRect(), scroller.getBoundingClientRect()];
  if (box.top >= frame.top && box.bottom <= frame.bottom) return;
  scroller.dispatchEvent(new Event("hold")); // what loads late must not take it away again
  node.scrollIntoView({ block: "center", behavior: still.matches ? "auto" : "smooth" });
}

function leave() {
  memory.set("tour", "left");
  at = -1;
  paint();
  byId("tour-button")?.focus();
}

function to(next) {
  if (next >= steps.length) { leave(); return; }
  at = next;
  pointed = undefined;
  memory.set("tour", String(at));
  paint();
  goThere(steps[at]);
  byId("tour").querySelector(".btn.primary")?.focus({ preventScroll: true });
}

function paint() {
  const card = byId("tour");
  const step = steps[at];
  card.hidden = !step;
  document.body.classList.toggle("has-tour", Boolean(step));
  mark();
  if (!step) { fill(card); return; }
  const last = at === steps.length - 1;
  fill(card, h("div", { class: "tour-card", testid: "tour" },
    h("div", { class: "tour-top" }, h("span", { class: "soft" }, `Tour · ${at + 1} of ${steps.length}`), iconButton("x", "Leave the tour", { testid: "tour-leave", on: { click: leave } })),
    h("h2", {}, step.title), h("p", {}, step.text),
    h("div", { class: "tour-foot" }, h("span", { class: "dots", "aria-hidden": "true" }, steps.map((_, index) => h("span", { class: index === at ? "dot on" : "dot" }))),
      at ? h("button", { type: "button", class: "btn small", testid: "tour-back", on: { click: () => to(at - 1) } }, "Back") : null,
      h("button", { type: "button", class: "btn small primary", testid: "tour-next", on: { click: () => to(at + 1) } }, last ? "Done" : at ? "Next" : "Start"))));
}

/** Begins the tour again. */
export async function startAgain() {
  await reading;
  if (steps.length) to(0);
}

async function read() {
  try {
    steps = (await (await fetch("/page/tour.json", { cache: "no-store" })).json()).steps || [];
  } catch {
    steps = [];
  }
}

/** Reads the steps, and begins where this browser left off, unless the tour was left or finished. */
export async function startTour() {
  await reading;
  const held = memory.get("tour");
  for (const topic of ["messages", "view", "place"]) on(topic, () => window.setTimeout(mark, 60));
  if (held === "left" || !steps.length) return;
  if (at < 0) {
    at = Math.min(Number(held) || 0, steps.length - 1);
    paint();
  }
}
