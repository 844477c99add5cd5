// Blocks of Block Kit to DOM. `ctx` is the surface they stand on (see elements.js).

import { card, carousel, container, video } from "./cards.js";
import { chartBlock } from "./chart.js";
import { fill, h, icon, uid } from "./dom.js";
import { renderElement, unknown } from "./elements.js";
import { markdown } from "./markdown.js";
import { plain, textObject, wordsOf } from "./mrkdwn.js";
import { picture } from "./pictures.js";
import { planBlock, taskCard } from "./plan.js";
import { richText } from "./richtext.js";
import { dataTable, table } from "./tables.js";

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
  const group = /checkboxes|radio_buttons|rich_text_input/.test(block.element.type);
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
  const control = box.querySelector("input, textarea, select, [contenteditable=true]");
  if (words) control?.setAttribute("aria-invalid", "true");
  else control?.removeAttribute("aria-invalid");
  return control;
}

function alertBlock(block) {
  const level = block.level || "default";
  const said = { warning: "Warning: ", error: "Problem: ", success: "Done: " }[level];
  return h("div", { class: `alert is-${level}`, role: "note" }, icon(/warning|error/.test(level) ? "warn" : level === "success" ? "check" : "info"),
    h("div", { class: "text" }, said ? h("span", { class: "sr" }, said) : null, textObject(block.text)));
}

const KINDS = {
  section, context, image, input, table, card, carousel, video, task_card: taskCard, plan: planBlock, data_table: dataTable, data_visualization: chartBlock,
  container: (block, ctx) => container(block, ctx, renderBlocks),
  context_actions: (block, ctx) => h("div", { class: "context-actions", role: "group", "aria-label": "Feedback" }, block.elements.map((element) => renderElement(element, block, ctx, {}))),
  header: (block, ctx) => h("h3", { class: "header" }, plain(block.text)),
  divider: () => h("hr", { class: "divider" }),
  actions: (block, ctx) => h("div", { class: "actions", role: "group", "aria-label": "Actions" }, block.elements.map((element) => renderElement(element, block, ctx, {}))),
  rich_text: (block) => h("div", { class: "rich" }, richText(block)),
  markdown: (block) => h("div", { class: "rich" }, markdown(block.text)),
  alert: alertBlock,
};

/** Slack shows the table of a message below everything else that it says. */
const tablesLast = (blocks) => [...blocks.filter((block) => block?.type !== "table"), ...blocks.filter((block) => block?.type === "table")];

/** All blocks of a surface, in order. */
export function renderBlocks(blocks, ctx) {
  return tablesLast(blocks || []).map((block) => {
    const make = KINDS[block?.type];
    const node = make ? make(block, ctx) : unknown(block?.type || "nothing");
    node.classList.add("block", `block-${block?.type}`);
    if (block?.block_id) node.dataset.blockId = block.block_id;
    return node;
  });
}

/** The words of an input's label, for messages about it. */
export const labelWords = (block) => wordsOf(block.label);
