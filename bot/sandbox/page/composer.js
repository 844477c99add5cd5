// Where one writes: messages with files, and slash commands.

import { act } from "./actions.js";
import { Completion } from "./completion.js";
import { h, icon, iconButton } from "./dom.js";
import { Enclosures } from "./enclosures.js";
import { openMenu } from "./popup.js";
import { emit, state } from "./store.js";
import { toast } from "./toasts.js";

// What was begun in a conversation waits there, as somebody goes elsewhere and comes back.
const begun = new Map();

/** Where a command fails, the workspace says so in the conversation; a note in the corner only where it did not. */
async function command(text, channel) {
  const answer = await act({ act: "command", text, channel }, { quiet: true });
  if (!answer.ok && !state.messages.some((message) => message.ephemeral && message.text === answer.message)) toast(answer.message || "That did not work.", "error");
  return answer;
}

async function send(text, files, thread) {
  const channel = state.channel;
  if (files.length) return act({ act: "send_file", files, text, channel, ...(thread ? { thread_ts: thread } : {}) });
  const name = text.split(/\s/)[0];
  const isCommand = text.startsWith("/") && !thread;
  if (isCommand && !(state.view.commands || []).some((command) => command.command === name)) {
    return { ok: false, note: `${name} is not a command here. Commands begin with ${(state.view.commands || []).map((one) => one.command).join(", ") || "a slash"}.` };
  }
  if (isCommand) return command(text, channel);
  return act({ act: "message", text, channel, ...(thread ? { thread_ts: thread } : {}) });
}

function shortcutButton() {
  const globals = (state.view.shortcuts || []).filter((shortcut) => shortcut.type === "global");
  if (!globals.length) return null;
  const button = iconButton("bolt", "Shortcuts", { testid: "shortcuts", "aria-haspopup": "menu", "aria-expanded": "false" });
  button.addEventListener("click", () => openMenu(button, globals.map((shortcut) => ({
    label: shortcut.name, description: shortcut.description, testid: `shortcut-${shortcut.callback_id}`,
    run: () => act({ act: "shortcut", callback_id: shortcut.callback_id, channel: state.channel }),
  })), "Shortcuts"));
  return button;
}

/** The writing box of a conversation, or of a thread when `thread` is its ts. */
export function composer({ thread, place }) {
  const label = thread ? "Reply…" : `Message ${place}`;
  const key = `${state.here}/${thread}`;
  if (!begun.has(key)) begun.set(key, { text: "", files: [] });
  const draft = begun.get(key);
  const note = h("p", { class: "composer-note", role: "alert", hidden: true });
  const tell = (words) => { note.textContent = words; note.hidden = !words; };
  const input = h("textarea", {
    rows: 1, placeholder: label, "aria-label": thread ? "Reply in the thread" : label, value: draft.text,
    "aria-autocomplete": thread ? null : "list", "aria-haspopup": thread ? null : "listbox", testid: thread ? "thread-composer" : "composer", key: thread ? "composer/thread" : "composer", spellcheck: "true",
  });
  const button = h("button", { type: "button", class: "send", "aria-label": "Send", title: "Send", testid: thread ? "thread-send" : "send", disabled: true }, icon("send"));
  const size = () => { input.style.height = "auto"; if (input.scrollHeight) input.style.height = `${Math.min(input.scrollHeight, 180)}px`; };
  const fresh = () => { draft.text = input.value; button.disabled = files.busy || !(input.value.trim() || files.held.length); };
  const take = (text) => { input.value = text; size(); fresh(); input.focus(); };
  const files = new Enclosures({ testid: thread ? "thread-file" : "file", held: draft.files, changed: () => { if (button.isConnected) fresh(); }, refuse: tell });
  const completion = thread ? null : new Completion(input, take);
  const submit = async () => {
    const text = input.value.trim();
    if (button.disabled || button.getAttribute("aria-busy") === "true") return;
    const [ids, held] = [files.ids, [...files.held]];
    take("");
    files.clear();
    completion?.update();
    button.setAttribute("aria-busy", "true");
    emit(thread ? "replied" : "sent");
    const answer = await send(text, ids, thread);
    button.removeAttribute("aria-busy");
    tell(answer.note || "");
    if (answer.ok || input.value || files.held.length) return;
    files.held.push(...held);
    files.paint();
    take(text);
  };
  input.addEventListener("input", () => { size(); fresh(); tell(""); completion?.update(); });
  input.addEventListener("blur", () => { if (completion) { completion.items = []; completion.paint(); } });
  input.addEventListener("keydown", (event) => {
    if (completion?.key(event)) { event.preventDefault(); event.stopPropagation(); return; }
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); submit(); }
  });
  input.addEventListener("paste", (event) => { const pasted = [...event.clipboardData.files]; if (pasted.length) { event.preventDefault(); files.add(pasted); } });
  button.addEventListener("click", submit);
  const box = h("div", { class: "composer-box" }, files.row, h("div", { class: "composer-line" }, thread ? null : shortcutButton(), files.picker, files.button, input, button));
  box.addEventListener("dragover", (event) => event.preventDefault());
  box.addEventListener("drop", (event) => { event.preventDefault(); files.add([...event.dataTransfer.files]); input.focus(); });
  button.disabled = files.busy || !(draft.text.trim() || draft.files.length);
  window.setTimeout(size);
  return h("div", { class: "composer" }, completion?.node, note, box);
}
