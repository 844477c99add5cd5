// The thread beside the conversation; on a telephone it covers it.

import { closeThread } from "./actions.js";
import { channelName } from "./conversation.js";
import { composer } from "./composer.js";
import { byId, fill, h, iconButton } from "./dom.js";
import { MessageList } from "./messages.js";
import { on, state } from "./store.js";

const covers = window.matchMedia("(width <= 720px)");
let list = null;
let shown = "";

function paint() {
  const pane = byId("thread");
  const key = state.thread ? `${state.here}/${state.thread}` : "";
  if (key === shown) return;
  const had = Boolean(shown);
  shown = key;
  pane.hidden = !key;
  document.body.classList.toggle("has-thread", Boolean(key));
  if (!key) {
    const from = document.querySelector(`[data-key="thread/${pane.dataset.ts}"]`) || (had ? document.querySelector("#main textarea") : null);
    fill(pane);
    from?.focus();
    return;
  }
  pane.dataset.ts = state.thread;
  list = new MessageList({ inThread: true, label: "Messages of the thread", testid: "thread-messages" });
  const close = iconButton("x", "Close thread", { testid: "close-thread", on: { click: closeThread } });
  fill(pane, h("header", { class: "pane-head" }, h("div", {}, h("h2", {}, "Thread"), h("p", { class: "soft" }, state.current.kind !== "channel" ? channelName(state.current) : `#${state.current.name}`)), close),
    list.node, composer({ thread: state.thread, place: "the thread" }));
  if (state.answer?.thread !== state.thread || covers.matches) close.focus({ preventScroll: true });
}

/** Shows the replies; an answer that is waited for comes into sight with them. */
function show() {
  if (!state.thread || !list) return;
  list.show(state.replies);
  if (state.answer?.thread === state.thread && list.reveal(state.answer.ts)) state.answer = null;
}

/** Starts the thread pane. */
export function startThread() {
  on("place", paint);
  on("replied", () => list?.stick());
  on("replies", show);
  on("answer", show);
  byId("thread").addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented && !event.target.closest(".popup")) closeThread();
  });
}
