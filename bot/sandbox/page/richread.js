// From an editor's nodes to Slack's rich text, and back.

import { h } from "./dom.js";

const STYLE_OF = { B: "bold", STRONG: "bold", I: "italic", EM: "italic", S: "strike", STRIKE: "strike", CODE: "code" };
const TAG_OF = { bold: "b", italic: "i", strike: "s", code: "code" };
const LINES = new Set(["DIV", "P", "BR"]);
const INDENTS = 8;

function put(pieces, text, style, url) {
  if (!text) return;
  const piece = { type: url ? "link" : "text", ...(url ? { url } : {}), text, ...(Object.keys(style).length ? { style } : {}) };
  const last = pieces.at(-1);
  const alike = last && last.type === piece.type && last.url === piece.url && JSON.stringify(last.style) === JSON.stringify(piece.style);
  if (alike) last.text += text;
  else pieces.push(piece);
}

const atLineStart = (pieces) => !pieces.length || /\n$/.test(pieces.at(-1).text || "");

/** The pieces of a line or of several, styles and links in them. */
function read(node, pieces = [], style = {}, url = "") {
  for (const child of node.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) put(pieces, child.data.replace(/\u00a0/g, " ").replace(/\u200b/g, ""), style, url);
    else if (child.dataset?.piece) pieces.push(JSON.parse(child.dataset.piece));
    else if (child.tagName === "BR") { if (child.nextSibling || !LINES.has(node.tagName)) put(pieces, "\n", {}, ""); }
    else {
      if (LINES.has(child.tagName) && !atLineStart(pieces)) put(pieces, "\n", {}, "");
      const own = STYLE_OF[child.tagName];
      read(child, pieces, own ? { ...style, [own]: true } : style, child.tagName === "A" ? child.getAttribute("href") : url);
      if (LINES.has(child.tagName) && child.nextSibling) put(pieces, "\n", {}, "");
    }
  }
  return pieces;
}

function trimmed(pieces) {
  const kept = pieces.map((piece) => ({ ...piece }));
  while (kept.length && kept.at(-1).type === "text" && !kept.at(-1).text.trimEnd()) kept.pop();
  if (kept.at(-1)?.type === "text") kept.at(-1).text = kept.at(-1).text.trimEnd();
  return kept;
}

function lists(node, indent = 0) {
  const parts = [];
  const style = node.tagName === "OL" ? "ordered" : "bullet";
  for (const item of node.children) {
    if (/^[OU]L$/.test(item.tagName)) { parts.push(...lists(item, Math.min(indent + 1, INDENTS))); continue; }
    const inner = [...item.children].filter((child) => /^[OU]L$/.test(child.tagName));
    const words = item.cloneNode(true);
    for (const list of words.querySelectorAll("ol, ul")) list.remove();
    const elements = trimmed(read(words));
    const last = parts.at(-1);
    const section = { type: "rich_text_section", elements };
    if (elements.length && last?.style === style && last.indent === indent) last.elements.push(section);
    else if (elements.length) parts.push({ type: "rich_text_list", style, indent, elements: [section] });
    for (const list of inner) parts.push(...lists(list, Math.min(indent + 1, INDENTS)));
  }
  return parts;
}

const WHOLE = { BLOCKQUOTE: "rich_text_quote", PRE: "rich_text_preformatted" };

/** The lines, lists and quotes of an editor; browsers put some of them into lines of their own. */
const pieces = (root) => [...root.childNodes].flatMap((node) => (LINES.has(node.tagName) && node.querySelector("ol, ul, blockquote, pre") ? pieces(node) : [node]));

/** What stands in an editor as a rich_text block, or null where nothing is written. */
export function readRich(root) {
  const parts = [];
  let run = h("div");
  const flush = () => {
    const elements = trimmed(read(run));
    if (elements.length) parts.push({ type: "rich_text_section", elements });
    run = h("div");
  };
  for (const node of pieces(root)) {
    const plain = !/^[OU]L$/.test(node.tagName || "") && !WHOLE[node.tagName];
    if (plain) { run.append(node.cloneNode(true)); continue; }
    flush();
    const elements = WHOLE[node.tagName] ? trimmed(read(node)) : [];
    if (elements.length) parts.push({ type: WHOLE[node.tagName], elements });
    else if (!WHOLE[node.tagName]) parts.push(...lists(node));
  }
  flush();
  return parts.length ? { type: "rich_text", elements: parts } : null;
}

function leaf(piece) {
  if (piece.type === "text") return piece.text;
  if (piece.type === "link") return h("a", { href: piece.url }, piece.text || piece.url);
  const shown = piece.name ? `:${piece.name}:` : piece.fallback || `@${piece.user_id || piece.range || piece.channel_id || piece.type}`;
  return h("span", { class: "mention", contenteditable: "false", "data-piece": JSON.stringify(piece) }, shown);
}

const write = (pieces) => (pieces || []).map((piece) => Object.keys(TAG_OF).filter((style) => piece.style?.[style]).reduce((node, style) => h(TAG_OF[style], {}, node), leaf(piece)));

const WRITERS = {
  rich_text_list: (part) => h(part.style === "ordered" ? "ol" : "ul", {}, part.elements.map((item) => h("li", {}, write(item.elements)))),
  rich_text_quote: (part) => h("blockquote", {}, write(part.elements)),
  rich_text_preformatted: (part) => h("pre", {}, write(part.elements)),
};

/** A rich_text block as nodes to edit. */
export const writeRich = (block) => (block?.elements || []).map((part) => WRITERS[part.type]?.(part) || h("div", {}, write(part.elements)));
