// The main pane: a channel or direct message, or the Home tab of the app.

import { go } from "./actions.js";
import { avatar } from "./avatar.js";
import { composer } from "./composer.js";
import { byId, fill, h, icon } from "./dom.js";
import { homePane, paintHome } from "./home.js";
import { MessageList } from "./messages.js";
import { on, state } from "./store.js";

const PAGE = 200;
let list = null;
let limit = PAGE;
let lined = "";

function title(channel) {
  const person = channel.kind === "im" ? state.botDm?.id === channel.id ? state.bot : state.people?.find((one) => one.name === channel.name) : null;
  if (channel.kind === "im") return [avatar(person || state.bot, 26), h("h2", {}, channelName(channel)), person?.is_bot ? h("span", { class: "badge" }, "App") : null];
  if (channel.kind === "mpim") return [icon("people"), h("h2", {}, channelName(channel))];
  return [icon(channel.private ? "lock" : "hash"), h("h2", {}, channel.name)];
}

/** What a conversation is called. */
export function channelName(channel) {
  if (channel.kind === "mpim") return channel.people.map((id) => state.person(id)?.name || id).join(", ");
  if (channel.kind !== "im") return channel.name;
  if (channel.id === state.botDm?.id) return state.view.app?.name || channel.name;
  return state.person(channel.user || channel.name)?.name || channel.name;
}

function tabs() {
  const tab = (name, label) => h("button", {
    type: "button", role: "tab", id: `tab-${name}`, "aria-selected": String(state.tab === name), "aria-controls": "pane", tabindex: state.tab === name ? "0" : "-1", testid: `tab-${name}`,
    on: { click: () => go({ channel: name === "home" ? "home" : state.botDm.id }) },
  }, label);
  const row = h("div", { class: "tabs", role: "tablist", "aria-label": state.view.app?.name || "App" }, tab("home", "Home"), tab("messages", "Messages"));
  row.addEventListener("keydown", (event) => {
    if (!["ArrowLeft", "ArrowRight"].includes(event.key)) return;
    const other = state.tab === "home" ? "messages" : "home";
    go({ channel: other === "home" ? "home" : state.botDm.id });
    window.setTimeout(() => byId(`tab-${other}`)?.focus(), 60);
  });
  return row;
}

function welcome() {
  const channel = state.current;
  const im = channel.kind !== "channel";
  const sign = channel.kind === "mpim" ? "people" : channel.private ? "lock" : "hash";
  const others = channel.kind === "mpim" ? `${channelName(channel)} and ${state.view.app.name}` : channelName(channel);
  return [h("div", { class: "welcome" }, channel.kind === "im" ? avatar(state.bot, 56) : h("span", { class: "welcome-sign" }, icon(sign, 28)),
    h("h3", {}, im ? channelName(channel) : `Welcome to #${channel.name}`),
    h("p", { class: "soft" }, im ? `This is the start of your direct messages with ${others}.` : channel.topic || "This is the start of the channel."))];
}

function earlier() {
  return [h("button", { type: "button", class: "btn small", testid: "earlier", on: { click: () => { limit += PAGE; list.stuck = false; paintMessages(); } } }, "Show earlier messages")];
}

function paint() {
  const channel = state.current;
  if (!channel) return;
  const home = state.tab === "home";
  limit = PAGE;
  lined = "";
  list = new MessageList({ label: `Messages in ${channelName(channel)}`, testid: "messages" });
  const pane = home ? homePane() : [list.node, composer({ thread: "", place: channel.kind !== "channel" ? channelName(channel) : `#${channel.name}` })];
  fill(byId("main"),
    h("header", { class: "conversation-head", testid: "conversation-head" }, h("div", { class: "title" }, title(channel)),
      state.inBotDm ? tabs() : channel.topic ? h("p", { class: "topic", title: channel.topic }, channel.topic) : null),
    h("div", { class: "pane", id: "pane", role: state.inBotDm ? "tabpanel" : null, "aria-labelledby": state.inBotDm ? `tab-${state.tab}` : null, tabindex: state.inBotDm ? "-1" : null }, pane));
  if (home) paintHome();
}

function paintMessages() {
  if (state.tab === "home" || !state.current || !list || !state.loaded) return;
  const more = state.messages.length > limit;
  list.show(state.messages.slice(-limit), state.newFrom, { head: more ? earlier : welcome });
  if (state.newFrom && state.newFrom !== lined) list.toNew();
  lined = state.newFrom;
}

/** Starts the main pane. */
export function startConversation() {
  let shown = "";
  on("place", () => {
    const place = `${state.here}/${state.tab}`;
    if (place === shown) return;
    shown = place;
    paint();
  });
  on("messages", paintMessages);
  on("sent", () => list?.stick());
  on("answer", () => { if (!state.answer.thread) list?.reveal(state.answer.ts); });
}
