// Interactive elements of Block Kit as real form controls. `ctx` is the surface: where, values, send, suggest.

import { checkList } from "./choices.js";
import { changed, dispatch } from "./dispatch.js";
import { fill, h, icon } from "./dom.js";
import { feedback, iconElement } from "./feedback.js";
import { dateField, numberField, textField, timeField } from "./fields.js";
import { fileField } from "./filefield.js";
import { plain, safeUrl, wordsOf } from "./mrkdwn.js";
import { groupsOf, narrow, workspaceOptions } from "./options.js";
import { openMenu } from "./popup.js";
import { richField } from "./richfield.js";
import { Combobox } from "./select.js";

function button(element, block, ctx) {
  const href = element.url ? safeUrl(element.url) : null;
  const props = {
    class: `btn ${element.style || ""}`, "aria-label": element.accessibility_label, key: `${ctx.scope}/${block.block_id}/${element.action_id}`,
    testid: `action-${element.action_id}`, "data-value": element.value,
  };
  const node = href ? h("a", { ...props, href, target: "_blank", rel: "noopener noreferrer" }, plain(element.text), h("span", { class: "sr" }, "(opens in a new tab)"))
    : h("button", { ...props, type: "button" }, plain(element.text));
  node.addEventListener("click", () => dispatch(ctx, block, element, element.value ?? null, node));
  return node;
}

function overflow(element, block, ctx) {
  const node = h("button", { type: "button", class: "btn square", "aria-label": "More actions", "aria-haspopup": "menu", "aria-expanded": "false", testid: `action-${element.action_id}`, key: `${ctx.scope}/${block.block_id}/${element.action_id}` }, icon("more"));
  node.addEventListener("click", () => openMenu(node, element.options.map((option) => ({
    label: wordsOf(option.text), description: option.description?.text, testid: "option",
    run: () => {
      const href = option.url && safeUrl(option.url);
      if (href) window.open(href, "_blank", "noopener");
      dispatch(ctx, block, element, option.value, node);
    },
  })), "More actions"));
  return node;
}

function loader(element, block, ctx) {
  if (element.type.includes("external")) return async (typed) => ctx.suggest(block, element, typed);
  const groups = element.type.includes("static") ? () => groupsOf(element) : () => [{ label: null, options: workspaceOptions(element.type) }];
  return async (typed) => narrow(groups(), typed);
}

function select(element, block, ctx, name) {
  const multi = element.type.startsWith("multi_");
  const value = ctx.values.read(block.block_id, element);
  const known = [...ctx.values.chosen(block.block_id, element), ...(/users|channels|conversations/.test(element.type) ? workspaceOptions(element.type) : [])];
  const wanted = multi ? value || [] : [value].filter((one) => one !== null);
  const chosen = wanted.map((one) => known.find((option) => option.value === one) || { value: one, text: { type: "plain_text", text: String(one) } });
  const combo = new Combobox({
    name: name.labelledby ? name : { label: wordsOf(element.placeholder) || "Select an option", id: name.id }, described: name.described,
    key: `${ctx.scope}/${block.block_id}/${element.action_id}`, load: loader(element, block, ctx), chosen, multi, max: element.max_selected_items,
    minimum: element.type.includes("external") ? element.min_query_length ?? 3 : 0,
    placeholder: wordsOf(element.placeholder), clearable: block.type === "input" && block.optional,
    onChange: (options) => {
      element.kept = options;
      changed(ctx, block, element, multi ? options.map((option) => option.value) : options[0]?.value ?? null, combo.node);
    },
  });
  combo.node.dataset.testid = `action-${element.action_id}`;
  return combo.node;
}

const MAKERS = {
  button, overflow, checkboxes: checkList, radio_buttons: checkList,
  plain_text_input: textField, email_text_input: textField, url_text_input: textField, rich_text_input: richField,
  number_input: numberField, datepicker: dateField, datetimepicker: dateField, timepicker: timeField,
  file_input: fileField, feedback_buttons: feedback, icon_button: iconElement,
};

/** One element; `name` says how it is called: {id, labelledby, described}. */
export function renderElement(element, block, ctx, name = {}) {
  if (/_select$/.test(element.type)) return select(element, block, ctx, name);
  const make = MAKERS[element.type];
  return make ? make(element, block, ctx, name, changed) : unknown(element.type);
}

/** Says plainly that something cannot be shown, so that nobody wonders where it went. */
export function unknown(type) {
  return fill(h("p", { class: "unknown", role: "note" }), icon("info", 16), `“${type}” cannot be shown in this workspace.`);
}
