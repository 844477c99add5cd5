// The Home tab: the person's own desk in the app.

import { renderBlocks } from "./blocks.js";
import { byId, fill, h, icon, keepFocus } from "./dom.js";
import { on, state } from "./store.js";
import { surface } from "./surface.js";

let drawn = "";

function surfaceOf(view) {
  return surface({ where: "home", scope: `home/${state.here}`, served: view.state?.values, address: { view_id: view.id }, blocks: view.blocks });
}

/** The empty Home pane, filled by paintHome. */
export function homePane() {
  drawn = "";
  return h("div", { class: "scroller home", tabindex: "0", role: "region", "aria-label": "Home", id: "home", testid: "home" });
}

/** Draws what the app published for this person, keeping what was typed. */
export function paintHome() {
  const pane = byId("home");
  const view = state.view?.home;
  if (!pane) return;
  // What is published again as it was stays as it stands: a click in that moment would be lost with its button.
  const signature = view ? `${view.id}/${JSON.stringify(view.blocks)}` : "none";
  if (signature === drawn) return;
  drawn = signature;
  keepFocus(pane, () => fill(pane, view ? h("div", { class: "home-page blocks" }, renderBlocks(view.blocks, surfaceOf(view)))
    : h("div", { class: "empty" }, icon("compass", 40), h("h3", {}, "Nothing here yet"), h("p", { class: "soft" }, `${state.view?.app?.name || "The app"} has not prepared your Home tab.`))));
}

/** Keeps the Home tab fresh. */
export function startHome() {
  on("view", () => { if (state.tab === "home") paintHome(); });
}
