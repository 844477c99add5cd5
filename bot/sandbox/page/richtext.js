// rich_text blocks: sections, lists, quotes, preformatted text.

import { h } from "./dom.js";
import { channelLink, emojiNode, link, mention } from "./mrkdwn.js";
import { dateToken } from "./time.js";

const STYLES = { bold: "strong", italic: "em", strike: "s", code: "code" };

function leaf(element) {
  switch (element.type) {
    case "text": return element.text;
    case "link": return link(element.url, element.text || element.url);
    case "emoji": return emojiNode(element.name);
    case "user": return mention(element.user_id);
    case "channel": return channelLink(element.channel_id);
    case "usergroup": return h("span", { class: "mention" }, "@group");
    case "broadcast": return h("span", { class: "mention me" }, `@${element.range}`);
    case "date": return h("time", {}, dateToken(element.timestamp, element.format || "{date}", element.fallback || ""));
    case "color": return h("code", {}, element.value);
    default: return element.text || "";
  }
}

function styled(element) {
  return Object.entries(STYLES).filter(([style]) => element.style?.[style])
    .reduce((node, [, tag]) => h(tag, {}, node), leaf(element));
}

const leaves = (part) => (part.elements || []).map(styled);

function list(part) {
  const tag = part.style === "ordered" ? "ol" : "ul";
  return h(tag, { class: `rich-list indent-${part.indent || 0}`, start: part.offset ? part.offset + 1 : null }, part.elements.map((item) => h("li", {}, leaves(item))));
}

const PARTS = {
  rich_text_section: (part) => h("p", {}, leaves(part)),
  rich_text_list: list,
  rich_text_quote: (part) => h("blockquote", {}, leaves(part)),
  rich_text_preformatted: (part) => h("pre", {}, leaves(part)),
};

/** A rich_text block to nodes. */
export function richText(block) {
  return (block.elements || []).map((part) => PARTS[part.type]?.(part) || h("p", {}, leaves(part)));
}
