// The calendar bar: what day it is in the workspace, what comes next, and the way there.

import { moveClock } from "./actions.js";
import { announce, byId, fill, h, icon } from "./dom.js";
import { openPopup, closePopup } from "./popup.js";
import { on, state } from "./store.js";
import { clockTime, format, now, shortDay } from "./time.js";
import { toast } from "./toasts.js";

let moving = false;

async function move(target) {
  if (moving) return;
  moving = true;
  closePopup();
  paint();
  announce("Moving the calendar on");
  const answer = await moveClock(target);
  moving = false;
  paint();
  if (!answer.now) return;
  const day = shortDay(new Date(answer.now));
  toast(answer.passed?.length ? `${day}: ${answer.passed.join(" · ")}` : `It is now ${day}, ${clockTime(new Date(answer.now))}.`);
}

/** What is still to come, soonest first. */
function coming() {
  return (state.view.clock.events || []).filter((event) => new Date(event.at) > now()).sort((a, b) => new Date(a.at) - new Date(b.at));
}

const mover = (target, label, testid, props = {}) => h("button", {
  type: "button", class: "time-btn", disabled: moving, testid, key: testid, on: { click: () => move(target) }, ...props,
}, label);

/** Goes exactly to the event whose name it has, whatever else is planned meanwhile. */
function nextMover(event, testid, props = {}) {
  const words = event ? `Next event: ${event.label}, ${shortDay(new Date(event.at))}` : "Next event";
  return mover(event?.at, [icon("skip", 14), h("span", {}, "Next event")], testid, { "aria-label": words, title: words, disabled: moving || !event, ...props });
}

function eventRow(event, movable) {
  const date = new Date(event.at);
  const words = h("span", { class: "menu-words" }, h("span", {}, event.label), h("small", {}, `${shortDay(date)}, ${clockTime(date)}`));
  return h("li", {}, words, movable ? h("button", { type: "button", class: "btn small", "aria-label": `Go there: ${event.label}, ${shortDay(date)}`, on: { click: () => move(event.at) } }, "Go there") : null);
}

function openList(button) {
  const { movable, timezone } = state.view.clock;
  const events = coming();
  openPopup(button, h("div", { class: "calendar-panel", testid: "calendar-panel" },
    h("p", { class: "popup-title" }, format(now(), { dateStyle: "full" })), h("p", { class: "soft popup-lead" }, `${clockTime(now())} · ${(timezone || "UTC").replace(/_/g, " ")}`),
    movable ? h("div", { class: "panel-moves" }, nextMover(coming()[0], "panel-next"), mover("day", "+1 day", "panel-day"), mover("week", "+1 week", "panel-week")) : null,
    h("h2", {}, "Coming up"),
    events.length ? h("ol", { class: "event-list", testid: "events" }, events.slice(0, 8).map((event) => eventRow(event, movable))) : h("p", { class: "soft" }, "Nothing is planned.")), { label: "Calendar", onClose: () => window.setTimeout(paint) });
  [...document.querySelectorAll(".calendar-panel button")].find((one) => one.checkVisibility())?.focus({ preventScroll: true });
}

function paint() {
  const bar = byId("calendar");
  const clock = state.view?.clock;
  if (!bar || !clock || bar.querySelector(".popup")) return; // what is being read stays; it is drawn anew when left
  const [next] = coming();
  const had = bar.contains(document.activeElement) ? document.activeElement.dataset.key : null;
  const today = h("button", { type: "button", class: "today", "aria-haspopup": "dialog", "aria-expanded": "false", testid: "today", key: "today" },
    icon("calendar", 16), h("span", { class: "sr" }, "Calendar: "), h("span", {}, shortDay(now())), h("span", { class: "today-time" }, clockTime(now())), h("span", { class: "sr" }, ". Show what is next"), icon("down", 14));
  today.addEventListener("click", () => openList(today));
  const label = next ? h("span", { class: "next-words" }, h("small", {}, `Next · ${shortDay(new Date(next.at))}`), h("span", {}, next.label)) : null;
  fill(bar, today, moving ? h("span", { class: "moving", role: "status" }, h("span", { class: "spinner" }), "Moving on…") : label,
    clock.movable ? h("div", { class: "moves", role: "group", "aria-label": "Move the calendar" },
      nextMover(next, "move-next", { class: "time-btn strong" }),
      mover("day", "+1 day", "move-day"), mover("week", "+1 week", "move-week")) : null);
  bar.setAttribute("aria-busy", String(moving));
  if (had) bar.querySelector(`[data-key="${had}"]`)?.focus();
}

/** The bar itself. */
export function calendarBar() {
  on("view", paint);
  return h("div", { class: "calendar", id: "calendar", role: "group", "aria-label": "Calendar", testid: "calendar" });
}
