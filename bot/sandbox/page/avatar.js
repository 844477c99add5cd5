// The picture of a person: their initials on their color; an app's is a square with a sign.

import { h, icon } from "./dom.js";
import { state } from "./store.js";

const TONES = 8;

/** Which of the page's avatar colors a person has: by their place among the people, so that neighbors differ. */
function tone(person) {
  return Math.max(0, state.view?.people.findIndex((one) => one.id === person?.id) ?? 0) % TONES;
}

/** An avatar of `size` pixels; hidden from screen readers, because the name stands beside it. */
export function avatar(person, size = 36) {
  const app = person?.is_bot;
  const node = h("span", { class: `avatar ${app ? "bot" : `tone-${tone(person)}`}`, "aria-hidden": "true" },
    app ? icon(person.id === "USLACKBOT" ? "info" : "flag", Math.round(size * 0.62)) : person?.initials || initials(person?.name));
  node.style.setProperty("--size", `${size}px`);
  return node;
}

function initials(name) {
  return (name || "?").split(/\s+/).map((word) => word[0]).filter(Boolean).slice(0, 2).join("").toUpperCase();
}
