// Blocks of Block Kit to DOM. `ctx` is the surface they stand on (see elements.js).

import { fill, h, icon, uid } from "./dom.js";
import { renderElement, unknown } from "./elements.js";
import { markdown } from "./markdown.js";
import { plain, safeUrl, textObject, wordsOf } from "./mrkdwn.js";
import { richText } from "./richtext.js";

/** The address of a picture: an http(s) address, or a file of this workspace. */
export function imageUrl(holder) {
  if (holder.slack_file?.id) return `/_/file/${encodeURIComponent(holder.slack_file.id)}`;
  const address = holder.image_url || holder.slack_file?.url || "";
  return address.startsWith("/_/file/") ? address : safeUrl(address);
}

function picture(holder, props = {}) {
  const src = imageUrl(holder);
  const image = h("img", { src, alt: holder.alt_text || "", loading: "lazy", ...props });
  image.addEventListener("error", () => image.replaceWith(h("span", { class: "no-image", role: "img", "aria-label": holder.alt_text }, icon("eye", 16), holder.alt_text || "Picture")));
  return image;
}

function section(block, ctx) {
  const words = [
    block.text ? h("div", { class: "text" }, textObject(block.text)) : null,
    block.fields ? h("div", { class: "fields" }, block.fields.map((field) => h("div", { class: "text" }, textObject(field)))) : null,
  ];
  if (!block.accessory) return h("div", { class: "section" }, words);
  const side = block.accessory.type === "image" ? picture(block.accessory, { class: "accessory-image" }) : null;
  const id = uid("section");
  const body = h("div", { class: "section-words", id }, words);
  const named = /_select$|picker$|checkboxes|radio_buttons/.test(block.accessory.type) ? { labelledby: id } : {};
  const wide = /checkboxes|radio_buttons/.test(block.accessory.type) ? " stacked" : "";
  return h("div", { class: `section with-accessory${wide}` }, body, h("div", { class: "accessory" }, side || renderElement(block.accessory, block, ctx, named)));
}

function context(block) {
  return h("div", { class: "context" }, block.elements.map((element) => (element.type === "image"
    ? picture(element, { class: "context-image" }) : h("span", { class: "text" }, textObject(element)))));
}

function image(block) {
  return h("figure", { class: "image" }, block.title ? h("figcaption", {}, plain(block.title)) : null, picture(block, { class: "image-file" }));
}

function input(block, ctx) {
  const [label, hint, error, field] = [uid("label"), uid("hint"), uid("error"), uid("field")];
  const group = /checkboxes|radio_buttons/.test(block.element.type);
  const labelNode = h(group ? "span" : "label", { class: "input-label", id: label, for: group ? null : field }, plain(block.label),
    block.optional ? h("span", { class: "optional" }, " (optional)") : null);
  const described = [block.hint ? hint : null, error].filter(Boolean).join(" ");
  return h("div", { class: "input", "data-block": block.block_id, testid: `input-${block.block_id}` }, labelNode,
    renderElement(block.element, block, ctx, { id: field, labelledby: label, described }),
    block.hint ? h("p", { class: "hint", id: hint }, plain(block.hint)) : null,
    h("p", { class: "error", id: error, role: "alert", testid: `error-${block.block_id}`, hidden: true }));
}

/** Shows or clears the error under an input block. */
export function showError(root, blockId, words) {
  const box = [...root.querySelectorAll(".input")].find((node) => node.dataset.block === blockId);
  if (!box) return null;
  const line = box.querySelector(":scope > .error");
  fill(line, words ? [icon("warn", 16), h("span", {}, words)] : []);
  line.hidden = !words;
  box.classList.toggle("wrong", Boolean(words));
  const control = box.querySelector("input, textarea, select");
  if (words) control?.setAttribute("aria-invalid", "true");
  else control?.removeAttribute("aria-invalid");
  return control;
}

function tableCell(cell) {
  if (!cell) return "";
  return cell.type === "rich_text" ? richText(cell) : String(cell.text ?? cell.value ?? "");
}

function table(block) {
  const side = (at) => `align-${block.column_settings?.[at]?.align || "left"}${block.column_settings?.[at]?.is_wrapped ? " wrap" : ""}`;
  const row = (cells, tag) => h("tr", {}, cells.map((cell, at) => h(tag, { class: side(at), scope: tag === "th" ? "col" : null }, tableCell(cell))));
  const [head, ...body] = block.rows;
  return h("div", { class: "table-scroll", tabindex: "0", role: "region", "aria-label": "Table" },
    h("table", {}, h("thead", {}, row(head, "th")), h("tbody", {}, body.map((cells) => row(cells, "td")))));
}

function alertBlock(block) {
  const level = block.level || "default";
  return h("div", { class: `alert ${level}`, role: "note" }, icon(/warning|error/.test(level) ? "warn" : "info"), h("div", { class: "text" }, textObject(block.text)));
}

const KINDS = {
  section, context, image, input, table,
  header: (block, ctx) => h(ctx.where === "message" ? "h4" : "h3", { class: "header" }, plain(block.text)),
  divider: () => h("hr", { class: "divider" }),
  actions: (block, ctx) => h("div", { class: "actions", role: "group", "aria-label": "Actions" }, block.elements.map((element) => renderElement(element, block, ctx, {}))),
  rich_text: (block) => h("div", { class: "rich" }, richText(block)),
  markdown: (block) => h("div", { class: "rich" }, markdown(block.text)),
  alert: alertBlock,
};

/** All blocks of a surface, in order. */
export function renderBlocks(blocks, ctx) {
  return (blocks || []).map((block) => {
    const make = KINDS[block?.type];
    const node = make ? make(block, ctx) : unknown(block?.type || "nothing");
    node.classList.add("block", `block-${block?.type}`);
    if (block?.block_id) node.dataset.blockId = block.block_id;
    return node;
  });
}

/** The words of an input's label, for messages about it. */
export const labelWords = (block) => wordsOf(block.label);
