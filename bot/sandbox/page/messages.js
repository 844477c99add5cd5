// One message, and lists of messages that change in place.

import { act, openThread } from "./actions.js";
import { attachments } from "./attachments.js";
import { avatar } from "./avatar.js";
import { renderBlocks } from "./blocks.js";
import { fill, h, icon, iconButton, keepFocus } from "./dom.js";
import { emoji, QUICK } from "./emoji.js";
import { emojiNode, mrkdwn, wordsOf } from "./mrkdwn.js";
import { openMenu } from "./popup.js";
import { state } from "./store.js";
import { surface } from "./surface.js";
import { clockTime, dayKey, dayLabel, fromTs, fullTime, momentWords } from "./time.js";

const GROUP_SECONDS = 300;
// Two people, or two conversations, may hold messages with the same ts.
const dismissed = new Set();
const keyOf = (message) => `${state.here}/${message.ts}`;
const CAN_HOVER = window.matchMedia("(hover: hover)");

function surfaceOf(message) {
  const scope = `message/${keyOf(message)}`;
  return surface({ where: "message", scope, served: message.state?.values || message.state, address: { channel: state.channel, ts: message.ts } });
}

function reactions(message) {
  if (!message.reactions?.length) return null;
  return h("ul", { class: "reactions", "aria-label": "Reactions" }, message.reactions.map(({ name, users }) => {
    const who = users.map((id) => state.person(id)?.name || id).join(", ");
    const mine = users.includes(state.as);
    return h("li", {}, h("button", {
      type: "button", class: mine ? "reaction mine" : "reaction", title: `${who} reacted with :${name}:`, "aria-pressed": String(mine), testid: `reaction-${name}`,
      "aria-label": `${name.replace(/_/g, " ")}: ${users.length}, ${who}`, on: { click: () => act({ act: "react", channel: state.channel, ts: message.ts, name }) },
    }, h("span", { class: "emoji", "aria-hidden": "true" }, emoji(name) || `:${name}:`), h("span", { "aria-hidden": "true" }, users.length)));
  }));
}

function files(message) {
  if (!message.files?.length) return null;
  return h("div", { class: "files" }, message.files.map((file) => {
    const url = file.url || `/_/file/${encodeURIComponent(file.id)}`;
    const pictured = /\.(png|jpe?g|gif|svg|webp)$/i.test(file.name || "") || file.alt_txt;
    if (!pictured) return h("a", { class: "file", href: url, download: file.name, target: "_blank", rel: "noopener" }, icon("file"), h("span", {}, file.title || file.name));
    return h("figure", { class: "image" }, h("figcaption", {}, file.title || file.name), h("img", { class: "image-file", src: url, alt: file.alt_txt || file.title || file.name, loading: "lazy" }));
  }));
}

function threadLine(message) {
  if (!message.reply_count) return null;
  const people = (message.reply_users || []).slice(0, 3).map((id) => avatar(state.person(id), 22));
  const count = `${message.reply_count} ${message.reply_count === 1 ? "reply" : "replies"}`;
  return h("button", { type: "button", class: "thread-line", testid: "open-thread", key: `thread/${message.ts}`, on: { click: () => openThread(message.ts) } },
    h("span", { class: "stack" }, people), h("span", { class: "count-words" }, count),
    message.latest_reply ? h("span", { class: "soft" }, `Last reply ${momentWords(fromTs(message.latest_reply))}`) : null, icon("right", 14));
}

function toolbar(message, inThread) {
  const react = iconButton("smile", "Add a reaction", { testid: "react", "aria-haspopup": "menu", "aria-expanded": "false" });
  react.addEventListener("click", () => openMenu(react, QUICK.map((name) => ({
    label: name.replace(/_/g, " "), node: emojiNode(name), testid: `react-${name}`, run: () => act({ act: "react", channel: state.channel, ts: message.ts, name }),
  })), "Reactions"));
  const reply = inThread ? null : iconButton("reply", "Reply in thread", { testid: "reply", on: { click: () => openThread(message.thread_ts || message.ts) } });
  const shortcuts = (state.view.shortcuts || []).filter((shortcut) => shortcut.type === "message");
  const more = shortcuts.length ? iconButton("more", "More actions", { testid: "message-shortcuts", "aria-haspopup": "menu", "aria-expanded": "false" }) : null;
  more?.addEventListener("click", () => openMenu(more, shortcuts.map((shortcut) => ({
    label: shortcut.name, description: shortcut.description, testid: `shortcut-${shortcut.callback_id}`,
    run: () => act({ act: "shortcut", callback_id: shortcut.callback_id, channel: state.channel, ts: message.ts }),
  })), "Shortcuts"));
  return h("div", { class: "toolbar", role: "toolbar", "aria-label": "Message actions" }, react, reply, more);
}

/** Where nothing can hover, one button holds what the toolbar holds. */
function touchButton(message, inThread) {
  const button = iconButton("more", "Message actions", { class: "touch-more", testid: "touch-more", "aria-haspopup": "menu", "aria-expanded": "false" });
  const reactions = QUICK.slice(0, 4).map((name) => ({ label: name.replace(/_/g, " "), node: emojiNode(name), run: () => act({ act: "react", channel: state.channel, ts: message.ts, name }) }));
  const reply = inThread ? [] : [{ label: "Reply in thread", node: icon("reply"), run: () => openThread(message.thread_ts || message.ts) }];
  const shortcuts = (state.view.shortcuts || []).filter((shortcut) => shortcut.type === "message").map((shortcut) => ({
    label: shortcut.name, node: icon("bolt"), run: () => act({ act: "shortcut", callback_id: shortcut.callback_id, channel: state.channel, ts: message.ts }),
  }));
  button.addEventListener("click", () => openMenu(button, [...reply, ...shortcuts, ...reactions], "Message actions"));
  return button;
}

function nameLine(message, person, date) {
  return h("div", { class: "name-line" }, h("span", { class: "name" }, person?.name || message.user),
    person?.is_bot ? h("span", { class: "badge" }, "App") : null,
    person?.status_emoji ? h("span", { class: "status", title: person.status_text }, emoji(person.status_emoji.replace(/:/g, "")) || "") : null,
    h("time", { datetime: date.toISOString(), title: fullTime(date) }, clockTime(date)));
}

function body(message) {
  const context = surfaceOf(message);
  const words = message.blocks?.length ? h("div", { class: "blocks" }, renderBlocks(message.blocks, context))
    : message.text ? h("div", { class: "text message-text" }, mrkdwn(message.text)) : null;
  return [words, message.edited ? h("span", { class: "edited" }, "(edited)") : null, attachments(message, context)];
}

/** A message as an article; `grouped` leaves out the picture and name of a run of messages. */
export function messageNode(message, { grouped = false, inThread = false } = {}) {
  const person = state.person(message.user);
  const date = fromTs(message.ts);
  const label = `${person?.name || "Someone"}, ${clockTime(date)}: ${wordsOf(message.text || "").slice(0, 120)}`;
  const classes = ["message", grouped && "grouped", message.ephemeral && "ephemeral"].filter(Boolean).join(" ");
  const node = h("article", { class: classes, tabindex: "-1", "aria-label": label, testid: "message", "data-ts": message.ts, "data-user": message.user });
  const dismiss = () => { dismissed.add(keyOf(message)); node.closest("li").remove(); };
  fill(node,
    h("div", { class: "gutter" }, grouped ? h("time", { datetime: date.toISOString(), title: fullTime(date) }, clockTime(date).replace(/ [AP]M$/, "")) : avatar(person)),
    h("div", { class: "message-body" },
      message.ephemeral ? h("div", { class: "only-you" }, icon("eye", 14), "Only visible to you") : null,
      grouped ? null : nameLine(message, person, date), body(message), files(message), reactions(message),
      inThread ? null : threadLine(message),
      message.ephemeral ? h("button", { type: "button", class: "link-btn", testid: "dismiss", on: { click: dismiss } }, "Dismiss message") : null),
    message.ephemeral ? null : CAN_HOVER.matches ? toolbar(message, inThread) : touchButton(message, inThread));
  return node;
}

const separator = (words, kind, testid) => h("li", { class: `separator ${kind}`, testid }, h("span", {}, words));

/** A list of messages that keeps what has not changed, the focus, and the place one reads at. */
export class MessageList {
  constructor({ inThread = false, label, testid }) {
    this.inThread = inThread;
    this.kept = new Map();
    this.list = h("ol", { class: "messages", testid, "aria-label": label });
    this.node = h("div", { class: "scroller", tabindex: "0", role: "region", "aria-label": label }, this.list);
    this.stuck = true;
    this.node.addEventListener("hold", () => { this.stuck = false; });
    this.node.addEventListener("scroll", () => {
      if (!this.resting) this.stuck = this.node.scrollHeight - this.node.scrollTop - this.node.clientHeight < 80;
      this.resting = false;
    });
    this.list.addEventListener("load", () => { if (this.stuck) this.toEnd(); }, true);
    new ResizeObserver(() => { if (this.stuck) this.toEnd(); }).observe(this.node);
  }

  /** Puts the line "New" in sight when it lies above what is shown. */
  toNew() {
    const line = this.list.querySelector(".separator.new");
    if (!line || line.offsetTop > this.node.scrollTop) return;
    this.stuck = false;
    this.node.scrollTop = line.offsetTop - 16;
  }

  /** From now on the newest message is kept in sight. */
  stick() {
    this.stuck = true;
    this.toEnd();
  }

  toEnd() {
    this.node.scrollTop = this.node.scrollHeight;
  }

  /** Brings a message into sight: its end, or its beginning where it is higher than the pane. Tells whether it is there. */
  reveal(ts) {
    const item = [...this.list.querySelectorAll(":scope > li > .message")].find((node) => node.dataset.ts === ts);
    if (!item) return false;
    const high = item.offsetHeight > this.node.clientHeight;
    if (high) Object.assign(this, { stuck: false, resting: true }); // its beginning may be near the end of the list
    item.scrollIntoView({ block: high ? "start" : "nearest" });
    return true;
  }

  /** Shows these messages; `newFrom` is the ts before which the line "New" stands. */
  show(messages, newFrom = "", { head = null } = {}) {
    const wanted = head ? [this.keep("head", head.name, () => h("li", { class: "list-head" }, head()))] : [];
    let previous = null;
    messages.filter((message) => !dismissed.has(keyOf(message))).forEach((message, index) => {
      const date = fromTs(message.ts);
      const day = dayKey(date);
      const freshDay = !previous || day !== dayKey(fromTs(previous.ts));
      if (freshDay && !this.inThread) wanted.push(this.keep(`day/${day}`, dayLabel(date), () => separator(dayLabel(date), "day", "day")));
      if (message.ts === newFrom && newFrom) wanted.push(this.keep("new", newFrom, () => separator("New", "new", "new-line")));
      const grouped = Boolean(previous) && !freshDay && message.ts !== newFrom && this.joins(previous, message);
      wanted.push(this.keep(message.ts, JSON.stringify([message, grouped, state.as]), () => h("li", {}, messageNode(message, { grouped, inThread: this.inThread }))));
      if (this.inThread && index === 0 && messages.length > 1) wanted.push(this.keep("count", messages.length, () => separator(`${messages.length - 1} ${messages.length === 2 ? "reply" : "replies"}`, "count", "reply-count")));
      previous = message;
    });
    keepFocus(this.node, () => this.patch(wanted));
    if (this.stuck) this.toEnd();
  }

  joins(previous, message) {
    return previous.user === message.user && !message.ephemeral === !previous.ephemeral && message.ts - previous.ts < GROUP_SECONDS && !previous.reply_count && !(this.inThread && previous.ts === message.thread_ts);
  }

  keep(key, signature, make) {
    const held = this.kept.get(key);
    if (held?.signature === signature) return held.node;
    const node = make();
    this.kept.set(key, { signature, node });
    return node;
  }

  patch(wanted) {
    wanted.forEach((node, at) => { if (this.list.children[at] !== node) this.list.insertBefore(node, this.list.children[at] || null); });
    while (this.list.children.length > wanted.length) this.list.lastChild.remove();
    for (const [key, { node }] of this.kept) if (!wanted.includes(node)) this.kept.delete(key);
  }
}
