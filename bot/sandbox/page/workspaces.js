// The name of the workspace; with a second one that has the app it becomes the way there.

import { visit } from "./actions.js";
import { announce, fill, h, icon } from "./dom.js";
import { openMenu } from "./popup.js";
import { on, state } from "./store.js";

function choose(workspace) {
  announce(`You are now in ${workspace.name}`);
  if (workspace.id !== state.view.team.id) visit(workspace);
}

function button() {
  const node = h("button", { type: "button", class: "team-button", testid: "workspaces", "aria-haspopup": "menu", "aria-expanded": "false", "aria-label": `${state.view.team.name}. Go to another workspace` },
    h("span", { class: "team-name", testid: "team-name" }, state.view.team.name), icon("down", 14));
  node.addEventListener("click", () => openMenu(node, state.view.workspaces.map((workspace) => ({
    label: workspace.name, description: workspace.id === state.view.team.id ? "You are here" : null, testid: `workspace-${workspace.id}`, run: () => choose(workspace),
  })), "Workspaces"));
  return node;
}

/** The heading of the page. */
export function workspaceName() {
  const place = h("span", { class: "team-place" });
  let drawn = "";
  on("view", () => {
    const fresh = JSON.stringify([state.view.team.id, state.view.workspaces]);
    if (fresh === drawn) return;
    drawn = fresh;
    fill(place, state.view.workspaces.length > 1 ? button() : h("span", { class: "team-name", testid: "team-name" }, state.view.team.name));
  });
  return h("h1", { class: "team" }, h("span", { class: "team-sign", "aria-hidden": "true" }), place);
}
