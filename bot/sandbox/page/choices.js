// Checkboxes and radio buttons.

import { h, uid } from "./dom.js";
import { textObject, wordsOf } from "./mrkdwn.js";

/** A group of checkboxes or radio buttons with their descriptions. */
export function checkList(element, block, ctx, name, changed) {
  const many = element.type === "checkboxes";
  const group = uid("group");
  const value = ctx.values.read(block.block_id, element);
  const held = new Set(many ? value : [value]);
  const box = h("div", {
    class: "checks", role: many ? "group" : "radiogroup", "aria-labelledby": name.labelledby, "aria-describedby": name.described,
    "aria-label": name.labelledby ? null : wordsOf(block.text || { type: "plain_text", text: "Choices" }), testid: `action-${element.action_id}`,
  });
  const take = () => {
    const checked = [...box.querySelectorAll("input:checked")].map((input) => input.dataset.value);
    changed(ctx, block, element, many ? checked : checked[0] ?? null, box);
  };
  element.options.forEach((option, at) => {
    const id = `${group}-${at}`;
    box.append(h("label", { class: "check", htmlFor: id },
      h("input", {
        type: many ? "checkbox" : "radio", id, name: group, checked: held.has(option.value), "data-value": option.value,
        key: `${ctx.scope}/${block.block_id}/${element.action_id}/${option.value}`, on: { change: take },
      }),
      h("span", { class: "menu-words" }, h("span", {}, textObject(option.text)), option.description ? h("small", {}, textObject(option.description)) : null)));
  });
  return box;
}
