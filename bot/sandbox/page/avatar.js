// The picture of a person: their initials on their color; an app's is a square with a sign.

import { h, icon } from "./dom.js";

const TONES = 8;

/** Which of the page's avatar colors a person has, the same every time. */
function tone(person) {
  return [...(person?.id || "?")].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 997, 7) % TONES;
}

/** An avatar of `size` pixels; hidden from screen readers, because the name stands beside it. */
export function avatar(person, size = 36) {
  const app = person?.is_bot;
  const node = h("span", { class: `avatar ${app ? "app" : `tone-${tone(person)}`}`, "aria-hidden": "true" },
    app ? icon("flag", Math.round(size * 0.62)) : person?.initials || initials(person?.name));
  node.style.setProperty("--size", `${size}px`);
  return node;
}

function initials(name) {
  return (name || "?").split(/\s+/).map((word) => word[0]).filter(Boolean).slice(0, 2).join("").toUpperCase();
}
