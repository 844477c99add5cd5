// Short notes on what happened: one at a time, gone by themselves or by a tap.

import { byId, fill, h, icon, iconButton } from "./dom.js";

const SECONDS = { note: 6, error: 12 };
const telephone = window.matchMedia("(width <= 720px)");
let host = null;
let timer = 0;

/** Where a note stands, never over anything: in a window that is open, under the head of what covers a telephone, else in the page's own place for it. */
function place() {
  host ??= byId("toasts");
  const open = (selector) => [...document.querySelectorAll(selector)].at(-1);
  const head = open("dialog[open] .modal-head") || (telephone.matches ? open(".pane-cover:not([hidden]) > .pane-head") : null);
  if (head) head.after(host);
  else if (host.parentElement !== byId("app")) byId("app").append(host);
}

function clear() {
  window.clearTimeout(timer);
  fill(host);
}

/** Shows a note in the place of the one before; `kind` is "error" or "note". */
export function toast(words, kind = "note") {
  place();
  clear();
  const close = iconButton("x", "Dismiss");
  const note = h("div", { class: `toast toast-${kind}`, role: kind === "error" ? "alert" : "status", testid: `toast-${kind}`, on: { click: clear } },
    icon(kind === "error" ? "warn" : "info"), h("span", {}, words), close);
  host.append(note);
  const wait = () => { timer = window.setTimeout(clear, SECONDS[kind] * 1000); };
  note.addEventListener("pointerenter", (event) => { if (event.pointerType === "mouse") window.clearTimeout(timer); });
  note.addEventListener("pointerleave", wait);
  close.addEventListener("focus", () => window.clearTimeout(timer));
  close.addEventListener("blur", wait);
  wait();
}
