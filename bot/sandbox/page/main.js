// Puts the page together.

import { applyPlace } from "./actions.js";
import { calendarBar } from "./calendar.js";
import { startConversation } from "./conversation.js";
import { byId, fill, h, iconButton } from "./dom.js";
import { startHome } from "./home.js";
import { showInspector, startInspector } from "./inspector.js";
import { startModals } from "./modal.js";
import { switcher } from "./people.js";
import { showSidebar, startSidebar } from "./sidebar.js";
import { memory } from "./store.js";
import { startThread } from "./thread.js";
import { startAgain, startTour } from "./tour.js";
import { workspaceName } from "./workspaces.js";

const dark = window.matchMedia("(prefers-color-scheme: dark)");

function themeButton() {
  const button = iconButton("moon", "Dark theme", { testid: "theme", id: "theme" });
  const isDark = () => (document.documentElement.dataset.theme || (dark.matches ? "dark" : "light")) === "dark";
  const paint = () => {
    const fresh = iconButton(isDark() ? "sun" : "moon", isDark() ? "Light theme" : "Dark theme");
    button.replaceChildren(...fresh.children);
    for (const name of ["aria-label", "title"]) button.setAttribute(name, fresh.getAttribute(name));
  };
  button.addEventListener("click", () => {
    document.documentElement.dataset.theme = isDark() ? "light" : "dark";
    memory.set("theme", document.documentElement.dataset.theme);
    paint();
  });
  dark.addEventListener("change", paint);
  paint();
  return button;
}

function topBar() {
  fill(byId("top"),
    iconButton("menu", "Channels and direct messages", { id: "side-toggle", testid: "side-toggle", class: "only-phone", "aria-expanded": "false", "aria-controls": "sidebar", on: { click: () => showSidebar() } }),
    workspaceName(),
    calendarBar(),
    h("div", { class: "top-tools" },
      iconButton("compass", "Take the tour", { id: "tour-button", testid: "tour-button", on: { click: startAgain } }),
      iconButton("wire", "Inspector", { id: "inspect", testid: "inspect", "aria-pressed": "false", on: { click: () => showInspector() } }),
      themeButton(), switcher()));
}

async function start() {
  const theme = memory.get("theme");
  if (theme) document.documentElement.dataset.theme = theme;
  topBar();
  startSidebar();
  startConversation();
  startThread();
  startHome();
  startModals();
  startInspector();
  window.addEventListener("hashchange", applyPlace);
  await applyPlace();
  await startTour();
}

start();
