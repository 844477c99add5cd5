// Slack's mrkdwn to DOM nodes. Every piece of text ends as a text node, so markup in it stays text.

import { h } from "./dom.js";
import { emoji } from "./emoji.js";
import { state } from "./store.js";
import { dateToken } from "./time.js";

const FIRST_MARK = 0xe000;
const MARKS = /[\ue000-\uf8ff]/g;
const ATOM = /`([^`\n]+)`|<([^<>\n]+)>|:([a-z0-9_+'-]+):/g;
const ATOM_AND_URL = /`([^`\n]+)`|<([^<>\n]+)>|:([a-z0-9_+'-]+):|(https?:\/\/[^\s<>\ue000-\uf8ff]+[^\s<>.,;:!?)\]\ue000-\uf8ff])/g;
const STYLES = { "*": "strong", _: "em", "~": "s" };

/** Undoes Slack's three escapes; no other entity means anything. */
export const unescape = (text) => text.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");

/** The address if a browser may follow it (http, https, mailto), else null. */
export function safeUrl(address) {
  try {
    const url = new URL(unescape(address));
    return ["http:", "https:", "mailto:"].includes(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

/** A link that opens in a new tab, or plain text where the address is not one to follow. */
export function link(address, label) {
  const href = safeUrl(address);
  return href ? h("a", { href, target: "_blank", rel: "noopener noreferrer" }, label) : h("span", {}, label);
}

/** "@Dana Whitfield" as a mention; one's own is highlighted. */
export function mention(id, label) {
  const person = state.person(id);
  return h("span", { class: id === state.as ? "mention me" : "mention" }, `@${person?.name || label || id}`);
}

/** "#channel" as a link into the conversation. */
export function channelLink(id, label) {
  const channel = state.channelOf(id);
  const name = `#${channel?.name || label || id}`;
  return channel ? h("a", { class: "mention", href: `#/${state.who}/${id}` }, name) : h("span", { class: "mention" }, name);
}

function angle(inside) {
  const [target, label] = inside.split(/\|(.*)/s);
  const name = label === undefined ? undefined : unescape(label);
  if (target.startsWith("@")) return mention(target.slice(1), name);
  if (target.startsWith("#")) return channelLink(target.slice(1), name);
  if (target.startsWith("!date^")) {
    const [, seconds, pattern, href] = target.split("^");
    const words = dateToken(seconds, unescape(pattern || ""), name || "");
    return href ? link(href, words) : h("time", {}, words);
  }
  if (target.startsWith("!subteam^")) return h("span", { class: "mention" }, name || "@group");
  if (target.startsWith("!")) return h("span", { class: "mention me" }, `@${name || target.slice(1)}`);
  return link(target, name ?? unescape(target).replace(/^mailto:/, ""));
}

function emojiNode(name) {
  const sign = emoji(name);
  return sign ? h("span", { class: "emoji", role: "img", "aria-label": name.replace(/_/g, " "), title: `:${name}:` }, sign) : `:${name}:`;
}

/** An emoji by name, with its name for screen readers. */
export { emojiNode };

function isWord(character) {
  return character !== undefined && /[\p{L}\p{N}]/u.test(character);
}

function closing(text, open, sign) {
  for (let at = text.indexOf(sign, open + 2); at > 0; at = text.indexOf(sign, at + 1)) {
    if (!/\s/.test(text[at - 1]) && text[at - 1] !== sign && !isWord(text[at + 1])) return at;
  }
  return -1;
}

function styled(text, atoms) {
  const nodes = [];
  let plain = "";
  const flush = () => { if (plain) nodes.push(unescape(plain)); plain = ""; };
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    const atom = atoms[sign.charCodeAt(0) - FIRST_MARK];
    const end = STYLES[sign] && !isWord(text[at - 1]) && !/[\s]/.test(text[at + 1] || " ") ? closing(text, at, sign) : -1;
    if (atom) { flush(); nodes.push(atom); }
    else if (end > 0) { flush(); nodes.push(h(STYLES[sign], {}, styled(text.slice(at + 1, end), atoms))); at = end; }
    else plain += sign;
  }
  flush();
  return nodes;
}

/** One line of mrkdwn. */
export function inline(line, verbatim = false) {
  const atoms = [];
  const keep = (node) => String.fromCharCode(FIRST_MARK + atoms.push(node) - 1);
  const marked = line.replace(MARKS, "").replace(verbatim ? ATOM : ATOM_AND_URL, (whole, code, inside, name, url) => {
    if (code) return keep(h("code", {}, unescape(code)));
    if (inside) return keep(angle(inside));
    if (url) return keep(link(url, unescape(url)));
    const node = emojiNode(name);
    return typeof node === "string" ? whole : keep(node);
  });
  return styled(marked, atoms);
}

function lines(text, verbatim) {
  const out = [];
  let quote = null;
  text.split("\n").forEach((line, index, all) => {
    const quoted = line.match(/^(?:&gt;|>)\s?(.*)$/s);
    if (quoted) {
      if (!quote) out.push(quote = h("blockquote"));
      else quote.append(h("br"));
      quote.append(...inline(quoted[1], verbatim));
      return;
    }
    const breaks = index > 0 && !quote;
    quote = null;
    if (breaks) out.push(h("br"));
    if (line || index < all.length - 1) out.push(...inline(line, verbatim));
  });
  return out;
}

/** Mrkdwn text to a list of nodes: preformatted parts, quotes, lines. */
export function mrkdwn(text, verbatim = false) {
  return String(text || "").split(/```\n?([\s\S]*?)\n?```/g)
    .flatMap((part, index) => (index % 2 ? [h("pre", {}, unescape(part))] : part ? lines(part.replace(/^\n|\n$/g, ""), verbatim) : []));
}

/** A text object of Block Kit (plain_text or mrkdwn) to nodes. */
export function textObject(object) {
  if (!object) return [];
  if (object.type === "mrkdwn") return mrkdwn(object.text, object.verbatim);
  return plain(object);
}

/** plain_text: emoji names become emoji, line ends are kept by the style sheet, nothing else is read. */
export function plain(object) {
  const text = typeof object === "string" ? object : object?.text || "";
  if (object?.emoji === false) return [text];
  return text.split(/(:[a-z0-9_+'-]+:)/g).filter(Boolean)
    .map((part) => (/^:.+:$/.test(part) ? emojiNode(part.slice(1, -1)) : part));
}

/** The bare words of a text object or mrkdwn string, for names and announcements. */
export function wordsOf(object) {
  const box = document.createElement("div");
  box.append(...(typeof object === "string" ? mrkdwn(object) : textObject(object)));
  return box.textContent.trim();
}
