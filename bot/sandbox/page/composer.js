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

class Composer {
  constructor(thread, place) {
    const [label, key] = [thread ? "Reply…" : `Message ${place}`, `${state.here}/${thread}`];
    if (!begun.has(key)) begun.set(key, { text: "", files: [] });
    Object.assign(this, { thread, draft: begun.get(key) });
    this.note = h("p", { class: "composer-note", role: "alert", hidden: true });
    this.input = h("textarea", {
      rows: 1, placeholder: label, "aria-label": thread ? "Reply in the thread" : label, value: this.draft.text,
      "aria-autocomplete": thread ? null : "list", "aria-haspopup": thread ? null : "listbox", testid: thread ? "thread-composer" : "composer", key: thread ? "composer/thread" : "composer", spellcheck: "true",
    });
    this.button = h("button", { type: "button", class: "send", "aria-label": "Send", title: "Send", testid: thread ? "thread-send" : "send", on: { click: () => this.submit() } }, icon("send"));
    this.completion = thread ? null : new Completion(this.input, (text) => this.take(text));
    this.files = new Enclosures({ testid: thread ? "thread-file" : "file", held: this.draft.files, changed: () => this.keep(), refuse: (words) => this.tell(words) });
    this.box = h("div", { class: "composer-box" }, this.files.row, h("div", { class: "composer-line" }, thread ? null : shortcutButton(), this.files.picker, this.files.button, this.input, this.button));
    this.node = h("div", { class: "composer" }, this.completion?.node, this.note, this.box);
    this.listen();
    window.setTimeout(() => this.size());
  }

  tell(words) {
    this.note.textContent = words;
    this.note.hidden = !words;
  }

  size() {
    this.input.style.height = "auto";
    if (this.input.scrollHeight) this.input.style.height = `${Math.min(this.input.scrollHeight, 180)}px`;
  }

  /** Keeps what is begun, and says whether it can be sent. */
  keep() {
    this.draft.text = this.input.value;
    this.button.disabled = this.draft.files.some((file) => !file.id) || !(this.input.value.trim() || this.draft.files.length);
  }

  take(text) {
    this.input.value = text;
    this.size();
    this.keep();
    this.input.focus();
  }

  async submit() {
    if (this.button.disabled || this.button.getAttribute("aria-busy") === "true") return;
    const [text, ids, held] = [this.input.value.trim(), this.files.ids, [...this.draft.files]];
    this.take("");
    this.files.clear();
    this.completion?.update();
    this.button.setAttribute("aria-busy", "true");
    emit(this.thread ? "replied" : "sent");
    const answer = await send(text, ids, this.thread);
    this.button.removeAttribute("aria-busy");
    this.tell(answer.note || "");
    if (answer.ok || this.input.value || this.draft.files.length) return;
    this.draft.files.push(...held);
    this.files.paint();
    this.take(text);
  }

  key(event) {
    if (this.completion?.key(event)) { event.preventDefault(); event.stopPropagation(); return; }
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); this.submit(); }
  }

  listen() {
    this.input.addEventListener("input", () => { this.size(); this.keep(); this.tell(""); this.completion?.update(); });
    this.input.addEventListener("blur", () => { if (this.completion) { this.completion.items = []; this.completion.paint(); } });
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("paste", (event) => { const pasted = [...event.clipboardData.files]; if (pasted.length) { event.preventDefault(); this.files.add(pasted); } });
    this.box.addEventListener("dragover", (event) => event.preventDefault());
    this.box.addEventListener("drop", (event) => { event.preventDefault(); this.files.add([...event.dataTransfer.files]); this.input.focus(); });
  }
}

/** The writing box of a conversation, or of a thread when `thread` is its ts. */
export const composer = ({ thread, place }) => new Composer(thread, place).node;
