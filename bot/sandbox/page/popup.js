// Menus and lists that float over the page, in the browser's top layer, so that nothing clips them.

import { fill, h, uid } from "./dom.js";

const LIST_HEIGHT = 320;
let open = null;

/** Puts a popover next to its anchor, inside the window. */
export function place(popup, anchor, { match = false } = {}) {
  const box = anchor.getBoundingClientRect();
  popup.style.left = "0px";
  if (match) Object.assign(popup.style, { width: `${box.width}px`, maxWidth: "none" });
  const size = popup.getBoundingClientRect();
  const left = Math.max(8, Math.min(match || box.left < innerWidth / 2 ? box.left : box.right - size.width, innerWidth - size.width - 8));
  const below = innerHeight - box.bottom - 12;
  const above = size.height > below && box.top > below;
  popup.style.left = `${left}px`;
  popup.style.top = above ? `${Math.max(8, box.top - size.height - 4)}px` : `${box.bottom + 4}px`;
  const room = Math.max(160, above ? box.top - 16 : below);
  popup.style.maxHeight = `${match ? Math.min(room, LIST_HEIGHT) : room}px`;
}

/** Opens `content` as a popover at `anchor`; gives back a function that closes it. */
export function openPopup(anchor, content, { label, role = "dialog", onClose = () => {}, host = anchor.parentElement } = {}) {
  open?.();
  const popup = h("div", { class: "popup", popover: "manual", role, "aria-label": label, id: uid("popup") }, content);
  host.append(popup);
  popup.showPopover();
  place(popup, anchor);
  anchor.setAttribute("aria-expanded", "true");
  const outside = (event) => { if (!popup.contains(event.target) && !anchor.contains(event.target)) close(); };
  const keys = (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    close();
    anchor.focus();
  };
  const own = (event) => { if (event.target === anchor) keys(event); };
  const left = (event) => { if (event.relatedTarget && !popup.contains(event.relatedTarget) && !anchor.contains(event.relatedTarget)) close(); };
  const close = () => {
    if (open === close) open = null;
    document.removeEventListener("pointerdown", outside, true);
    anchor.removeEventListener("keydown", own);
    popup.removeEventListener("focusout", left); // removing what has the focus is no leaving
    popup.remove();
    anchor.setAttribute("aria-expanded", "false");
    onClose();
  };
  popup.addEventListener("keydown", keys);
  anchor.addEventListener("keydown", own);
  if (role === "dialog") popup.addEventListener("focusout", left);
  document.addEventListener("pointerdown", outside, true);
  open = close;
  return close;
}

/** Closes whatever floats. */
export const closePopup = () => open?.();

/** A menu of {label, node?, description?, danger?, testid?, run}; arrow keys move, Enter runs, Escape leaves. */
export function openMenu(anchor, items, label) {
  const list = h("div", { class: "menu" });
  const close = openPopup(anchor, list, { role: "menu", label });
  const entries = items.map((item) => h("button", {
    type: "button", role: "menuitem", tabindex: "-1", class: item.danger ? "menu-item danger" : "menu-item", testid: item.testid,
    on: { click: () => { close(); anchor.focus(); item.run(); } },
  }, item.node || null, h("span", { class: "menu-words" }, item.label, item.description ? h("small", {}, item.description) : null)));
  fill(list, ...entries);
  place(list.parentElement, anchor);
  entries[0]?.focus();
  list.addEventListener("keydown", (event) => {
    const at = entries.indexOf(document.activeElement);
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: entries.length - 1 }[event.key];
    if (event.key === "Tab") close();
    if (next === undefined) return;
    event.preventDefault();
    entries.at(next % entries.length)?.focus();
  });
}
