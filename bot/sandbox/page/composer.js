// Where one writes: messages, and slash commands with completion.

import { act, upload } from "./actions.js";
import { announce, fill, h, icon, iconButton, toast, uid } from "./dom.js";
import { openMenu } from "./popup.js";
import { emit, state } from "./store.js";

/** Words that a command's usage hint offers, such as "help" and "status" in "[help | status]". */
function subcommands(command) {
  const words = (command.usage_hint || "").replace(/<[^>]*>/g, " ").match(/[a-z][a-z-]+/g) || [];
  return [...new Set(words)].map((word) => ({ text: `${command.command} ${word}`, words: "" }));
}

/** What fits the text typed so far: commands first, then the words of a command. */
export function completions(text) {
  if (!text.startsWith("/") || text.includes("\n")) return [];
  const commands = (state.view.commands || []);
  const fits = (entry) => entry.text.startsWith(text.trimStart().toLowerCase()) && entry.text !== text.trim();
  const whole = commands.map((command) => ({ text: command.command, words: command.description || "", hint: command.usage_hint }));
  const named = commands.filter((command) => text.startsWith(command.command)).flatMap(subcommands);
  return [...whole, ...named].filter(fits).slice(0, 9);
}

class Completion {
  constructor(input, take) {
    Object.assign(this, { input, take, items: [], at: 0 });
    this.node = h("div", { class: "completion", role: "listbox", id: uid("commands"), "aria-label": "Commands", hidden: true, testid: "completions" });
    input.setAttribute("aria-controls", this.node.id);
  }

  update() {
    const before = this.items.length;
    this.items = completions(this.input.value);
    this.at = 0;
    this.paint();
    if (this.items.length && this.items.length !== before) announce(`${this.items.length} ${this.items.length === 1 ? "command fits" : "commands fit"}. Arrow keys move, Tab takes.`);
  }

  paint() {
    this.node.hidden = !this.items.length;
    fill(this.node, h("div", { class: "completion-head", role: "presentation" }, h("span", {}, "Commands"), h("span", { class: "soft" }, "↑↓ to move, Tab to take")),
      this.items.map((item, at) => h("div", {
        role: "option", id: `${this.node.id}-${at}`, class: at === this.at ? "list-option active" : "list-option", "aria-selected": String(at === this.at), testid: "completion",
        on: { mousedown: (event) => { event.preventDefault(); this.accept(at); } },
      }, h("strong", {}, item.text), item.hint ? h("span", { class: "soft hint-words" }, item.hint) : null, item.words ? h("small", {}, item.words) : null)));
    if (this.items.length) this.input.setAttribute("aria-activedescendant", `${this.node.id}-${this.at}`);
    else this.input.removeAttribute("aria-activedescendant");
  }

  accept(at) {
    this.take(`${this.items[at].text} `);
    this.update();
  }

  /** True when the key was for the list. */
  key(event) {
    if (this.node.hidden) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) { this.at = (this.at + step + this.items.length) % this.items.length; this.paint(); return true; }
    if (event.key === "Tab" && !event.shiftKey) { this.accept(this.at); return true; }
    if (event.key === "Escape") { this.items = []; this.paint(); return true; }
    return false;
  }
}

/** Where a command fails, the workspace says so in the conversation; a note in the corner only where it did not. */
async function command(text, channel) {
  const answer = await act({ act: "command", text, channel }, { quiet: true });
  if (!answer.ok && !state.messages.some((message) => message.ephemeral && message.text === answer.message)) toast(answer.message || "That did not work.", "error");
  return answer;
}

async function send(text, thread) {
  const channel = state.channel;
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

/** The paper clip: a file goes to the conversation at once, with the words that were typed. */
function clipButton(input, thread, sent) {
  const picker = h("input", { type: "file", hidden: true, "aria-label": "File to send", testid: thread ? "thread-file" : "file" });
  const button = iconButton("clip", "Send a file", { testid: thread ? "thread-clip" : "clip" });
  button.addEventListener("click", () => picker.click());
  picker.addEventListener("change", async () => {
    const file = picker.files[0];
    picker.value = "";
    if (!file) return;
    const channel = state.channel;
    const given = await upload(file);
    const answer = given.ok ? await act({ act: "send_file", file: given.file.id, text: input.value.trim(), channel, ...(thread ? { thread_ts: thread } : {}) }) : given;
    if (answer.ok) sent();
    else if (!given.ok) toast(answer.message || `${file.name} could not be sent.`, "error");
  });
  return [picker, button];
}

/** The writing box of a conversation, or of a thread when `thread` is its ts. */
export function composer({ thread, place }) {
  const label = thread ? "Reply…" : `Message ${place}`;
  const note = h("p", { class: "composer-note", role: "alert", hidden: true });
  const input = h("textarea", {
    rows: 1, placeholder: label, "aria-label": thread ? "Reply in the thread" : label,
    "aria-autocomplete": thread ? null : "list", "aria-haspopup": thread ? null : "listbox", testid: thread ? "thread-composer" : "composer", key: thread ? "composer/thread" : "composer", spellcheck: "true",
  });
  const button = h("button", { type: "button", class: "send", "aria-label": "Send", title: "Send", testid: thread ? "thread-send" : "send", disabled: true }, icon("send"));
  const size = () => { input.style.height = "auto"; input.style.height = `${Math.min(input.scrollHeight, 180)}px`; button.disabled = !input.value.trim(); };
  const take = (text) => { input.value = text; size(); input.focus(); };
  const completion = thread ? null : new Completion(input, take);
  const submit = async () => {
    const text = input.value.trim();
    if (!text || button.getAttribute("aria-busy") === "true") return;
    take("");
    completion?.update();
    button.setAttribute("aria-busy", "true");
    emit(thread ? "replied" : "sent");
    const answer = await send(text, thread);
    button.removeAttribute("aria-busy");
    note.textContent = answer.note || "";
    note.hidden = !answer.note;
    if (!answer.ok && !input.value) take(text);
  };
  input.addEventListener("input", () => { size(); note.hidden = true; completion?.update(); });
  input.addEventListener("blur", () => { if (completion) { completion.items = []; completion.paint(); } });
  input.addEventListener("keydown", (event) => {
    if (completion?.key(event)) { event.preventDefault(); event.stopPropagation(); return; }
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); submit(); }
  });
  button.addEventListener("click", submit);
  return h("div", { class: "composer" }, completion?.node, note,
    h("div", { class: "composer-box" }, thread ? null : shortcutButton(), clipButton(input, thread, () => take("")), input, button));
}
