// The app's answer to what somebody just did is brought into sight, also where it stands in a thread.

import { emit, state } from "./store.js";

const PATIENCE = 8000;
let asked = null;

const newest = (messages) => messages.at(-1)?.ts || "";
const byApp = (user) => user === state.bot?.id;
const seen = () => ({ main: newest(state.messages), replies: newest(state.replies), threads: new Map(state.messages.map((message) => [message.ts, message.latest_reply || ""])) });

/** Remembers what was there when somebody did something, so that the answer can be told from it. */
export function expectAnswer() {
  asked = { place: state.here, until: Date.now() + PATIENCE, ...seen() };
}

function answered() {
  const reply = state.thread && state.replies.findLast((message) => byApp(message.user) && message.ts > asked.replies && message.ts !== state.thread);
  if (reply) return { ts: reply.ts, thread: state.thread };
  const line = state.messages.findLast((message) => byApp(message.latest_reply_user) && message.latest_reply > (asked.threads.get(message.ts) ?? message.ts));
  if (line && line.ts !== state.thread) return { ts: line.latest_reply, thread: line.ts };
  const message = state.messages.findLast((one) => byApp(one.user) && one.ts > asked.main);
  return message ? { ts: message.ts, thread: "" } : null;
}

/** Looks for an answer among what is new; tells the pane that has it to show it. `open` opens a thread. */
export function lookForAnswer(open) {
  if (!asked || asked.until < Date.now() || asked.place !== state.here) return;
  const found = answered();
  if (!found) return;
  asked = { ...asked, ...seen() };
  state.answer = found;
  if (found.thread && found.thread !== state.thread) open(found.thread);
  else emit("answer");
}
