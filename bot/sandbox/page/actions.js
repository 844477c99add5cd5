// What a person can do: go somewhere, become someone else, act. The address after # is the place: #/person/channel/thread.

import { expectAnswer, lookForAnswer } from "./answers.js";
import { get, listen, post, send } from "./api.js";
import { announce } from "./dom.js";
import { wordsOf } from "./mrkdwn.js";
import { emit, memory, state } from "./store.js";
import { setClock } from "./time.js";
import { toast } from "./toasts.js";

let stopListening = () => {};
let turns = 0;
let announced = "";

function decoded(address) {
  try { return decodeURIComponent(address); } catch { return ""; } // half an address that somebody pasted
}

function readPlace() {
  const [, who = "", channel = "", thread = ""] = decoded(location.hash.slice(1)).split("/");
  return { who, channel, thread };
}

/** Goes to a place; what is left out stays as it is. */
export function go({ as = "", channel = state.tab === "home" ? "home" : state.channel, thread = "" }) {
  const hash = `#/${[as ? beside(as) : state.who, channel, thread].filter(Boolean).join("/")}`;
  if (location.hash === hash) return applyPlace();
  location.hash = hash;
  return undefined;
}

/** A person of the workspace that is shown, as the workspace is asked for them. */
const beside = (id) => state.who.slice(0, state.who.lastIndexOf(":") + 1) + id;

/** Becomes another person, at the same place where they may be there. */
export function become(id) {
  memory.set("as", beside(id));
  const channel = state.current?.kind === "channel" ? state.channel : "";
  location.hash = `#/${beside(id)}${channel ? `/${channel}` : ""}`;
}

/** Goes to another workspace, as the first person there. */
export async function visit(workspace) {
  const { who } = await get("view", { as: workspace.who });
  if (!who) return;
  memory.set("as", who);
  location.hash = `#/${who}`;
}

/** Shows what the address names. */
export async function applyPlace() {
  const turn = ++turns;
  const place = readPlace();
  const who = place.who || memory.get("as") || state.who;
  if (who !== state.who || !state.view) await enter(who);
  if (turn !== turns || !state.view) return;
  const home = place.channel === "home";
  const channel = state.channelOf(place.channel) || state.botDm || state.view.channels[0];
  Object.assign(state, { channel: (home ? state.botDm : channel)?.id || "", thread: home ? "" : place.thread, tab: home ? "home" : "messages" });
  Object.assign(state, { messages: [], replies: [], loaded: false });
  const unread = state.current?.unread || 0;
  emit("place");
  if (home) { await act({ act: "open_home" }); return; }
  await Promise.all([refreshMessages(turn), state.thread ? refreshReplies(turn) : null]);
  if (turn !== turns) return;
  markNew(unread);
  announced = newest()?.ts || "";
  emit("messages");
  await markRead();
}

async function enter(who) {
  stopListening();
  let view = await get("view", { as: who });
  if (!view.people && who) view = await get("view", {});
  if (!view.people) { toast(view.message || "The workspace did not answer.", "error"); return; }
  Object.assign(state, { as: view.me.id, who: view.who });
  takeView(view);
  stopListening = listen(state.who, changed, connection);
}

function takeView(view) {
  state.view = view;
  setClock(view.clock);
  emit("view");
}

/** Reads the person's view again: sidebar, Home, modals, calendar. */
export async function refreshView() {
  const { who } = state;
  const view = await get("view", { as: who });
  if (view.people && who === state.who) takeView(view);
}

async function refreshMessages(turn = turns) {
  if (!state.channel) return;
  const answer = await get("messages", { as: state.who, channel: state.channel });
  if (turn !== turns) return;
  if (!answer.messages) { if (answer.error !== "unreachable") toast(answer.message || "These messages cannot be shown.", "error"); return; }
  Object.assign(state, { messages: answer.messages, loaded: true });
  emit("messages");
  lookForAnswer(openThread);
}

async function refreshReplies(turn = turns) {
  if (!state.thread) return;
  const answer = await get("messages", { as: state.who, channel: state.channel, thread_ts: state.thread });
  if (turn !== turns || !answer.messages) return;
  state.replies = answer.messages;
  emit("replies");
  lookForAnswer(openThread);
}

function markNew(unread) {
  const others = state.messages.filter((message) => message.user !== state.as && !message.ephemeral);
  state.newFrom = unread ? others.at(-unread)?.ts || "" : "";
}

async function markRead() {
  if (document.hidden || !state.channel || state.tab === "home" || !state.current?.unread) return;
  await post("read", { as: state.who, channel: state.channel });
  await refreshView();
}

const newest = () => [...state.messages, ...state.replies].sort((a, b) => a.ts - b.ts).at(-1);

function speakNewest() {
  const last = newest();
  if (!last || last.ts === announced) return;
  if (last.user !== state.as) announce(`${state.person(last.user)?.name || "Someone"}: ${wordsOf(last.text || "")}`.slice(0, 400));
  announced = last.ts;
}

async function changed(names) {
  const has = (...wanted) => wanted.some((name) => names.has(name));
  const jobs = [];
  if (has("views", "home", "clock", "sidebar") || [...names].some((name) => name.startsWith("channel:"))) jobs.push(refreshView());
  if (has(`channel:${state.channel}`) && state.tab !== "home") jobs.push(refreshMessages(), refreshReplies());
  if (has("wire")) emit("wire");
  await Promise.all(jobs);
  if (has(`channel:${state.channel}`)) { speakNewest(); await markRead(); }
}

function connection(connected) {
  const again = connected && !state.connected;
  state.connected = connected;
  emit("link");
  if (again) changed(new Set(["views", "wire", `channel:${state.channel}`]));
}

document.addEventListener("visibilitychange", () => { if (!document.hidden) markRead(); });

/** Does something as the person; shows the workspace's words when it fails. Gives back the whole answer. */
export async function act(payload, { quiet = false } = {}) {
  if (payload.act !== "suggest") expectAnswer();
  const answer = await post("do", { as: state.who, ...payload });
  if (!answer.ok && !quiet) toast(answer.message || `That did not work (${answer.error || "unknown reason"}).`, "error");
  if (payload.act !== "suggest") await Promise.all([refreshView(), state.tab === "home" ? null : refreshMessages(), refreshReplies()]);
  return answer;
}

/** Uploads a file as the person; gives back {ok, file: {id, name}}. */
export const upload = (file) => send("upload", { as: state.who, name: file.name }, file);

/** Moves the calendar: "next", "day", "week", or an ISO date. Gives back what passed. */
export async function moveClock(move) {
  const answer = await post("clock", { move });
  if (answer.now) await Promise.all([refreshView(), refreshMessages(), refreshReplies()]);
  else toast(answer.message || "The calendar could not be moved.", "error");
  return answer;
}

/** Opens a thread beside the conversation. */
export const openThread = (ts) => go({ channel: state.channel, thread: ts });

/** Closes the thread. */
export const closeThread = () => go({ channel: state.channel });
