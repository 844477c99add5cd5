// Small helpers to build the page. Text always becomes a text node, so nothing a person typed can become HTML.

const SVG = "http://www.w3.org/2000/svg";
const PROPERTIES = new Set(["value", "checked", "disabled", "hidden", "htmlFor", "indeterminate"]);
let serial = 0;

/** A fresh element id. */
export const uid = (prefix = "e") => `${prefix}-${++serial}`;

/** Builds an element: h("button", {class, testid, on: {click}}, "text", child). Null children are left out. */
export function h(tag, props, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props || {})) setProp(element, name, value);
  element.append(...clean(children));
  return element;
}

function setProp(element, name, value) {
  if (value === null || value === undefined || (value === false && !name.startsWith("aria-"))) return;
  if (name === "on") for (const [type, listener] of Object.entries(value)) element.addEventListener(type, listener);
  else if (name === "testid") element.dataset.testid = value;
  else if (name === "key") element.dataset.key = value;
  else if (PROPERTIES.has(name)) element[name] = value;
  else element.setAttribute(name, value === true && !name.startsWith("aria-") ? "" : String(value));
}

function clean(children) {
  return children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false);
}

/** Replaces all children. */
export function fill(element, ...children) {
  element.replaceChildren(...clean(children));
  return element;
}

/** Shorthand for getElementById. */
export const byId = (id) => document.getElementById(id);

const ICONS = {
  hash: "M5 9h15M4 15h15M10 4 8 20M16 4l-2 16",
  lock: "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
  x: "M6 6l12 12M18 6 6 18",
  menu: "M4 7h16M4 12h16M4 17h16",
  down: "M6 9l6 6 6-6",
  up: "M6 15l6-6 6 6",
  right: "M9 6l6 6-6 6",
  bold: "M7 5h6a3.500 3.500 0 0 1 0 7H7zM7 12h7a3.500 3.500 0 0 1 0 7H7z",
  italic: "M10 5h7M7 19h7M14 5l-4 14",
  bullets: "M9 6h11M9 12h11M9 18h11M4.500 6v.01M4.500 12v.01M4.500 18v.01",
  numbers: "M10 6h10M10 12h10M10 18h10M4 5.500 5.500 4.500V9M4 15.500c0-2 3-2 3 0 0 1.500-3 2-3 4h3",
  link: "M10 14a4 4 0 0 0 6 .5l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6-.5l-3 3a4 4 0 0 0 6 6l1-1",
  play: "M8 5v14l11-7z",
  trash: "M5 7h14M10 7V4.500h4V7M7 7l1 13h8l1-13M10.500 11v5.500M13.500 11v5.500",
  up_thumb: "M7 11l4-7.500c1.500 0 2.500 1 2.500 2.500l-.5 4h6l-1.500 9.500H7zM7 11H4v8.500h3",
  down_thumb: "M17 13l-4 7.500c-1.500 0-2.500-1-2.500-2.500l.5-4H5l1.500-9.500H17zM17 13h3V4.500h-3",
  circle: "M12 4.500a7.500 7.500 0 1 0 0 15 7.500 7.500 0 0 0 0-15",
  hourglass: "M12 4.500a7.500 7.500 0 1 0 0 15 7.500 7.500 0 0 0 0-15M12 8v4l2.500 2",
  file: "M6 3h8l4 4v14H6zM14 3v4h4",
  back: "M19 12H5M11 6l-6 6 6 6",
  reply: "M5 5h14v10h-8l-4 4v-4H5z",
  smile: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M9 9.5v.5M15 9.5v.5M8.5 14.5c2 2.4 5 2.4 7 0",
  more: "M5 11.500v1M12 11.500v1M19 11.500v1",
  clip: "M20 11.5 12 19.5a5 5 0 0 1-7-7l8.5-8.5a3.3 3.3 0 0 1 4.7 4.7L9.8 17a1.7 1.7 0 0 1-2.4-2.4l7.6-7.6",
  bolt: "M13 3 5 14h6l-1 7 8-11h-6z",
  send: "M4 12 20 4l-4 16-4.5-6.5zM11.500 13.500 20 4",
  search: "M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14M16 16l4.500 4.500",
  sun: "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8M12 2.500v2M12 19.500v2M2.500 12h2M19.500 12h2M5.300 5.300l1.400 1.400M17.300 17.300l1.400 1.400M18.700 5.300l-1.400 1.400M6.700 17.300l-1.400 1.400",
  moon: "M20 14.500A8.500 8.500 0 0 1 9.500 4a8.500 8.500 0 1 0 10.500 10.500z",
  wire: "M8 7 3 12l5 5M16 7l5 5-5 5M13.500 5l-3 14",
  compass: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M15.500 8.500l-2 5-5 2 2-5z",
  calendar: "M4 6h16v14H4zM4 10.500h16M8 3.500v4M16 3.500v4",
  eye: "M2.500 12S6 5.500 12 5.500 21.500 12 21.500 12 18 18.500 12 18.500 2.500 12 2.500 12M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6",
  check: "M5 12.500l4.500 4.500L19 7.500",
  skip: "M5 6l7 6-7 6zM13 6l7 6-7 6z",
  warn: "M12 4 2.800 19.500h18.400zM12 10v4.500M12 17v.01",
  info: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 11v5.500M12 7.500v.01",
  flag: "M7 21V4M7 5h9.500l3 3.500-3 3.500H7",
  people: "M9 5a3.500 3.500 0 1 0 0 7 3.500 3.500 0 0 0 0-7M2.500 20c.4-3.800 3-6 6.500-6s6.100 2.200 6.500 6M15.500 5.300a3.500 3.500 0 0 1 0 6.500M18 14.600c2 .8 3.200 2.600 3.500 5.400",
};

/** A line icon, hidden from screen readers: its button carries the name. */
export function icon(name, size = 18) {
  const svg = document.createElementNS(SVG, "svg");
  const attributes = { viewBox: "0 0 24 24", width: size, height: size, "aria-hidden": "true", class: "icon" };
  for (const [key, value] of Object.entries(attributes)) svg.setAttribute(key, value);
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

/** A button that shows only an icon; `label` is its name and tooltip. */
export function iconButton(name, label, props = {}) {
  return h("button", { type: "button", "aria-label": label, title: label, ...props, class: `icon-btn ${props.class || ""}` }, icon(name));
}

/** Runs `render` and puts the focus (and caret) back on the control with the same key. */
export function keepFocus(root, render) {
  const active = root.contains(document.activeElement) ? document.activeElement : null;
  const key = active?.dataset?.key;
  const caret = active && typeof active.selectionStart === "number" ? [active.selectionStart, active.selectionEnd] : null;
  render();
  if (!key || (document.activeElement && document.activeElement !== document.body)) return;
  const again = [...root.querySelectorAll("[data-key]")].find((element) => element.dataset.key === key);
  again?.focus({ preventScroll: true });
  if (again && caret) try { again.setSelectionRange(...caret); } catch { /* numbers and dates have no caret */ }
}

/** Says something to people who use a screen reader, without moving the focus; in an open window nothing else is read. */
export function announce(words) {
  const box = [...document.querySelectorAll("dialog[open] .announce")].at(-1) || byId("announce");
  box.textContent = "";
  window.setTimeout(() => { box.textContent = words; }, 50);
}
