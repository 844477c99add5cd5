// The app's answer to what somebody just did is brought into sight, also where it stands in a thread.

import { emit, state } from "./store.js";

const PATIENCE = 8000;
let asked = null;

const byApp = (user) => user === state.bot?.id;

/** The newest moment of the conversation and its threads: in a channel, each message has a later one. */
const newest = () => [...state.messages, ...state.replies].flatMap((message) => [message.ts, message.latest_reply || ""]).sort().at(-1) || "";

/** Remembers when somebody did something, so that what comes after can be told from what was there. */
export function expectAnswer() {
  asked = { place: state.here, until: Date.now() + PATIENCE, after: newest() };
}

function answered() {
  const isNew = (ts) => ts > asked.after;
  const reply = state.thread && state.replies.findLast((message) => byApp(message.user) && isNew(message.ts) && message.ts !== state.thread);
  if (reply) return { ts: reply.ts, thread: state.thread };
  const root = state.messages.findLast((message) => byApp(message.latest_reply_user) && isNew(message.latest_reply) && message.ts !== state.thread);
  if (root) return { ts: root.latest_reply, thread: root.ts };
  const message = state.messages.findLast((one) => byApp(one.user) && isNew(one.ts));
  return message ? { ts: message.ts, thread: "" } : null;
}

/** Looks for an answer among what is new; tells the pane that has it to show it. `open` opens a thread. */
export function lookForAnswer(open) {
  if (!asked || asked.until < Date.now() || asked.place !== state.here) return;
  const found = answered();
  if (!found) return;
  asked.after = newest();
  state.answer = found;
  if (found.thread && found.thread !== state.thread) open(found.thread);
  else emit("answer");
}
