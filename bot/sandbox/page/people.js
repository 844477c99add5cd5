// "Be someone else": everyone of the district, by name and title, with search.

import { become } from "./actions.js";
import { avatar } from "./avatar.js";
import { announce, byId, fill, h, icon, uid } from "./dom.js";
import { openPopup } from "./popup.js";
import { on, state } from "./store.js";

// Every word somewhere, in any order: "principal lincoln" finds the principal of Lincoln Middle School.
function fits(person, typed) {
  const words = `${person.name} ${person.title || ""}`.toLowerCase();
  return typed.trim().toLowerCase().split(/\s+/).every((wanted) => words.includes(wanted));
}

function choose(person) {
  byId("switcher").focus();
  become(person.id);
  announce(`You are now ${person.name}${person.title ? `, ${person.title}` : ""}`);
}

function option(person, at, listId, pick) {
  return h("div", {
    class: "list-option person", role: "option", id: `${listId}-${at}`, "aria-selected": String(person.id === state.as), testid: `person-${person.id}`,
    on: { click: () => pick(person) },
  }, avatar(person, 32), h("span", { class: "menu-words" }, h("span", {}, person.name), h("small", {}, person.title || "")), person.id === state.as ? h("span", { class: "you" }, "You") : null);
}

function openSwitcher(button) {
  const listId = uid("people");
  const list = h("div", { class: "people-list", role: "listbox", id: listId, "aria-label": "People" });
  const search = h("input", {
    type: "text", class: "field", placeholder: "Search by name or title", "aria-label": "Search people", role: "combobox", "aria-expanded": "true", "aria-controls": listId,
    "aria-autocomplete": "list", autocomplete: "off", testid: "people-search",
  });
  let shown = [];
  let at = 0;
  const close = openPopup(button, h("div", { class: "switcher-panel" }, h("p", { class: "popup-title" }, "Be someone else"), h("p", { class: "soft popup-lead" }, "See the workspace as any member of the district."), search, list), { label: "Be someone else" });
  const pick = (person) => { close(); choose(person); };
  const move = (next) => {
    at = shown.length ? (next + shown.length) % shown.length : -1;
    [...list.children].forEach((node, index) => node.classList.toggle("active", index === at));
    const active = list.children[at];
    active?.scrollIntoView({ block: "nearest" });
    if (active?.id) search.setAttribute("aria-activedescendant", active.id);
  };
  const paint = () => {
    shown = state.view.people.filter((person) => !person.is_bot && !person.deactivated && fits(person, search.value));
    fill(list, shown.length ? shown.map((person, index) => option(person, index, listId, pick)) : h("div", { class: "list-empty" }, "Nobody by that name"));
    move(Math.max(0, shown.findIndex((person) => person.id === state.as && !search.value)));
  };
  search.addEventListener("input", paint);
  search.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") { event.preventDefault(); move(at + (event.key === "ArrowDown" ? 1 : -1)); }
    if (event.key === "Enter" && shown[at]) { event.preventDefault(); pick(shown[at]); }
  });
  paint();
  search.focus();
}

/** The button at the top right: who one is, and the way to be another. */
export function switcher() {
  const button = h("button", { type: "button", class: "switcher", id: "switcher", "aria-haspopup": "dialog", "aria-expanded": "false", testid: "switcher" });
  button.addEventListener("click", () => openSwitcher(button));
  const paint = () => {
    const me = state.me;
    if (!me) return;
    fill(button, avatar(me, 28), h("span", { class: "switcher-words" }, h("span", { class: "sr" }, "You are "), h("span", { class: "switcher-name" }, me.name), h("small", {}, me.title || ""),
      h("span", { class: "sr" }, ". Be someone else")), icon("down", 16));
  };
  on("view", paint);
  return button;
}
