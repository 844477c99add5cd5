// Attachments, the older way to show things under a message: a colored bar, a title, words, fields, pictures, a foot.

import { renderBlocks } from "./blocks.js";
import { h } from "./dom.js";
import { link, mrkdwn } from "./mrkdwn.js";
import { picture } from "./pictures.js";
import { clockTime, fromTs, shortDay } from "./time.js";

const named = (words, address) => (address ? link(address, words) : words);
const small = (url, alt) => (url ? picture({ image_url: url, alt_text: alt }, { class: "attachment-icon" }) : null);

function author(one) {
  return one.author_name ? h("p", { class: "attachment-author" }, small(one.author_icon, ""), named(one.author_name, one.author_link)) : null;
}

function fields(one) {
  if (!one.fields?.length) return null;
  return h("dl", { class: "attachment-fields" }, one.fields.map((field) => h("div", { class: field.short ? "short" : null },
    h("dt", {}, mrkdwn(String(field.title ?? ""))), h("dd", {}, mrkdwn(String(field.value ?? ""))))));
}

function foot(one) {
  if (!one.footer && !one.ts) return null;
  const date = one.ts ? fromTs(one.ts) : null;
  return h("p", { class: "attachment-foot" }, small(one.footer_icon, ""), one.footer ? mrkdwn(one.footer) : null,
    date ? h("time", { datetime: date.toISOString() }, `${one.footer ? "· " : ""}${shortDay(date)}, ${clockTime(date)}`) : null);
}

const shown = (one) => one.title || one.text || one.author_name || one.fields?.length || one.image_url || one.thumb_url || one.footer || one.blocks?.length;

function attachment(one, ctx) {
  const words = h("div", { class: "attachment-words" }, author(one),
    one.title ? h("p", { class: "attachment-title" }, named(one.title, one.title_link)) : null,
    one.text ? h("div", { class: "text" }, mrkdwn(one.text)) : null,
    shown(one) ? null : h("div", { class: "text" }, mrkdwn(one.fallback || "")),
    one.blocks?.length ? h("div", { class: "blocks" }, renderBlocks(one.blocks, ctx)) : null, fields(one),
    one.image_url ? picture({ image_url: one.image_url, alt_text: one.title || one.fallback }, { class: "image-file" }) : null, foot(one));
  const bar = h("div", { class: "attachment", role: "group", "aria-label": `Attachment: ${one.title || one.fallback}`, testid: "attachment" }, words,
    one.thumb_url ? picture({ image_url: one.thumb_url, alt_text: one.title || one.fallback }, { class: "attachment-thumb" }) : null);
  if (/^[0-9a-f]{3,8}$/i.test(one.color || "")) bar.style.setProperty("--bar", `#${one.color}`);
  return [one.pretext ? h("div", { class: "text" }, mrkdwn(one.pretext)) : null, bar];
}

/** The attachments of a message, or nothing. */
export function attachments(message, ctx) {
  return message.attachments?.length ? h("div", { class: "attachments" }, message.attachments.map((one) => attachment(one, ctx))) : null;
}
