// The sidebar: the app's direct message on top, channels, other direct messages, and what is unread.

import { go } from "./actions.js";
import { avatar } from "./avatar.js";
import { channelName } from "./conversation.js";
import { byId, fill, h, icon, keepFocus } from "./dom.js";
import { on, state } from "./store.js";

function row(channel) {
  const here = channel.id === state.channel;
  const unread = here ? 0 : channel.unread || 0;
  const app = channel.id === state.botDm?.id;
  const im = channel.kind === "im";
  const sign = channel.kind === "mpim" ? icon("people", 16) : im ? avatar(app ? state.bot : state.person(channel.user || channel.name) || { id: channel.id, name: channel.name }, 22) : icon(channel.private ? "lock" : "hash", 16);
  return h("li", {}, h("button", {
    type: "button", class: ["side-row", here && "here", unread && "unread"].filter(Boolean).join(" "), "aria-current": here ? "page" : null, key: `side/${channel.id}`,
    testid: app ? "side-app" : `side-${channel.name}`, "data-channel": channel.id, on: { click: () => { showSidebar(false); go({ channel: channel.id }); } },
  }, sign, h("span", { class: "side-name" }, channelName(channel)), app ? h("span", { class: "badge" }, "App") : null,
  unread ? h("span", { class: "unread-count" }, unread, h("span", { class: "sr" }, unread === 1 ? " unread message" : " unread messages")) : null));
}

const group = (label, channels) => (channels.length ? h("section", { class: "side-group" }, h("h2", {}, label), h("ul", { "aria-label": label }, channels.map(row))) : null);

function paint() {
  const view = state.view;
  if (!view) return;
  const mine = view.channels.filter((channel) => channel.member !== false || channel.id === state.channel);
  const ims = mine.filter((channel) => channel.kind !== "channel");
  const app = state.botDm;
  document.title = `${view.team.name} · ${state.me?.name || ""}`;
  keepFocus(byId("sidebar"), () => fill(byId("sidebar"),
    group("Apps", ims.filter((channel) => channel.id === app?.id)),
    group("Channels", mine.filter((channel) => channel.kind === "channel")),
    group("Direct messages", ims.filter((channel) => channel.id !== app?.id)),
    state.connected ? null : h("p", { class: "offline", role: "status" }, "Reconnecting…")));
}

/** Opens or closes the sidebar where it is a drawer (a telephone). */
export function showSidebar(open = !document.body.classList.contains("side-open")) {
  document.body.classList.toggle("side-open", open);
  byId("side-toggle")?.setAttribute("aria-expanded", String(open));
  if (open) document.querySelector("#sidebar .here, #sidebar button")?.focus();
}

/** Starts the sidebar. */
export function startSidebar() {
  for (const topic of ["view", "place", "link"]) on(topic, paint);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && document.body.classList.contains("side-open")) { showSidebar(false); byId("side-toggle")?.focus(); } });
  document.addEventListener("pointerdown", (event) => {
    if (document.body.classList.contains("side-open") && !event.target.closest("#sidebar, #side-toggle")) showSidebar(false);
  });
}
