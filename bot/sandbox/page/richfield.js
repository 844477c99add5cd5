// A small editor for rich text: bold, italic, lists, links. Its value is a rich_text block, or null.

import { announce, fill, h, iconButton, uid } from "./dom.js";
import { safeUrl, wordsOf } from "./mrkdwn.js";
import { openPopup } from "./popup.js";
import { readRich, writeRich } from "./richread.js";

const TOOLS = [
  ["bold", "Bold", "bold", "Control+B"], ["italic", "Italic", "italic", "Control+I"],
  ["numbers", "Numbered list", "insertOrderedList", "Control+Shift+7"], ["bullets", "Bulleted list", "insertUnorderedList", "Control+Shift+8"],
  ["link", "Link", "", "Control+K"],
];
const KEYS = { b: "bold", i: "italic", 7: "insertOrderedList", "&": "insertOrderedList", 8: "insertUnorderedList", "*": "insertUnorderedList" };

// The browser's own editing commands: old, but the only ones that every browser has, with undo.
const command = (name, value = null) => document.execCommand(name, false, value);

function linkForm(editor, anchor) {
  const range = window.getSelection().rangeCount ? window.getSelection().getRangeAt(0).cloneRange() : null;
  if (!range || !editor.contains(range.commonAncestorContainer)) { editor.focus(); return; }
  const [words, address, fault] = [h("input", { class: "field", type: "text", value: range.toString(), "aria-label": "Words", placeholder: "Words", testid: "link-words" }),
    h("input", { class: "field", type: "url", "aria-label": "Address", placeholder: "https://", testid: "link-address" }), h("p", { class: "error", role: "alert", hidden: true }, "Please write an address that begins with https://.")];
  const back = () => { editor.focus(); window.getSelection().removeAllRanges(); window.getSelection().addRange(range); };
  const save = (event) => {
    event.preventDefault();
    event.stopPropagation();
    const href = safeUrl(address.value.trim());
    fault.hidden = Boolean(href);
    if (!href) { address.focus(); return; }
    close();
    back();
    command("insertHTML", h("a", { href }, words.value.trim() || address.value.trim()).outerHTML);
  };
  const keys = (event) => { if (event.key === "Enter") save(event); };
  const form = h("div", { class: "link-form", role: "group", "aria-label": "Link", on: { keydown: keys } }, words, address, fault, h("button", { type: "button", class: "btn primary small", testid: "link-save", on: { click: save } }, "Save"));
  const close = openPopup(anchor, form, { label: "Link" });
  address.focus();
}

function toolbar(editor, changed) {
  const buttons = TOOLS.map(([sign, label, name, keys], at) => {
    const button = iconButton(sign, label, { testid: `rich-${sign}`, tabindex: at ? "-1" : "0", "aria-pressed": name ? "false" : null, "aria-haspopup": name ? null : "dialog", "aria-expanded": name ? null : "false", "aria-keyshortcuts": keys, "data-command": name });
    button.addEventListener("mousedown", (event) => event.preventDefault());
    button.addEventListener("click", () => { if (name) { editor.focus(); command(name); changed(); } else linkForm(editor, button); });
    return button;
  });
  const bar = h("div", { class: "rich-tools", role: "toolbar", "aria-label": "Formatting", "aria-controls": editor.id }, buttons);
  bar.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const next = buttons.at((buttons.indexOf(document.activeElement) + step) % buttons.length);
    for (const button of buttons) button.tabIndex = button === next ? 0 : -1;
    next.focus();
  });
  const press = () => {
    if (!editor.isConnected) { document.removeEventListener("selectionchange", press); return; }
    if (!editor.contains(window.getSelection().anchorNode)) return;
    for (const button of buttons) if (button.dataset.command) button.setAttribute("aria-pressed", String(document.queryCommandState(button.dataset.command)));
  };
  document.addEventListener("selectionchange", press);
  return { bar, press, link: () => linkForm(editor, buttons.at(-1)) };
}

function shortcuts(event, tools, changed) {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
  const name = KEYS[event.key.toLowerCase()];
  const isLink = event.key.toLowerCase() === "k";
  if (!isLink && (!name || event.shiftKey !== name.startsWith("insert"))) return;
  event.preventDefault();
  if (isLink) { tools.link(); return; }
  command(name);
  changed();
  tools.press();
  announce(`${TOOLS.find((tool) => tool[2] === name)[1]} ${document.queryCommandState(name) ? "on" : "off"}`);
}

/** The editor of a rich_text_input; `send` tells the app where the block dispatches. */
export function richField(element, block, ctx, name, send) {
  const editor = h("div", {
    id: name.id || uid("rich"), class: "field rich rich-editor", contenteditable: "true", role: "textbox", "aria-multiline": "true", tabindex: "0", "aria-labelledby": name.labelledby, "aria-describedby": name.described,
    "aria-label": name.labelledby ? null : wordsOf(element.placeholder) || "Words", "aria-required": block.type === "input" && !block.optional ? "true" : null,
    "data-placeholder": wordsOf(element.placeholder), key: `${ctx.scope}/${block.block_id}/${element.action_id}`, testid: `action-${element.action_id}`, spellcheck: "true",
  });
  const value = ctx.values.read(block.block_id, element);
  fill(editor, writeRich(value));
  let sent = JSON.stringify(value);
  const changed = () => {
    const now = readRich(editor);
    editor.classList.toggle("empty", !now && !editor.querySelector("li"));
    ctx.values.write(block.block_id, element, now);
    ctx.onInput?.(block);
  };
  const tools = toolbar(editor, changed);
  editor.classList.toggle("empty", !value);
  editor.addEventListener("focus", () => command("defaultParagraphSeparator", "div"));
  editor.addEventListener("input", changed);
  editor.addEventListener("keydown", (event) => shortcuts(event, tools, changed));
  editor.addEventListener("paste", (event) => { event.preventDefault(); command("insertText", event.clipboardData.getData("text/plain")); });
  editor.addEventListener("drop", (event) => event.preventDefault());
  editor.addEventListener("blur", () => {
    const now = JSON.stringify(readRich(editor));
    if (now !== sent && (block.dispatch_action || block.type !== "input")) send(ctx, block, element, readRich(editor), editor);
    sent = now;
  });
  return h("div", { class: "rich-field" }, editor, tools.bar);
}
