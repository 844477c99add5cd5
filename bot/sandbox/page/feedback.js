// The small buttons under a message: was this good, and take it away.

import { dispatch } from "./dispatch.js";
import { announce, h, icon } from "./dom.js";
import { plain, wordsOf } from "./mrkdwn.js";
import { state } from "./store.js";

const given = new Map();

function side(option, sign, element, block, ctx) {
  const key = `${ctx.scope}/${block.block_id}/${element.action_id}`;
  const [shown, label] = [wordsOf(option.text), option.accessibility_label || ""];
  const words = label.includes(shown) ? label : [shown, label].filter(Boolean).join(": ");
  const pressed = () => given.get(key) === option.value;
  const node = h("button", {
    type: "button", class: "btn quiet", "aria-label": words, title: wordsOf(option.text), "aria-pressed": String(pressed()), testid: `action-${element.action_id}`, "data-value": option.value, key: `${key}/${option.value}`,
  }, icon(sign, 16), h("span", {}, plain(option.text)));
  node.addEventListener("click", async () => {
    if (!(await dispatch(ctx, block, element, option.value, node))) return;
    given.set(key, option.value);
    for (const other of node.parentElement?.children || []) other.setAttribute("aria-pressed", String(other === node));
    announce(`${wordsOf(option.text)}: sent`);
  });
  return node;
}

/** Two buttons of which one is pressed; it stays pressed. */
export function feedback(element, block, ctx) {
  return h("span", { class: "feedback" }, side(element.positive_button, "up_thumb", element, block, ctx), side(element.negative_button, "down_thumb", element, block, ctx));
}

/** A button that is a sign; some are only for some people. */
export function iconElement(element, block, ctx) {
  if (element.visible_to_user_ids?.length && !element.visible_to_user_ids.includes(state.as)) return h("span", { hidden: true });
  const words = wordsOf(element.text);
  const node = h("button", {
    type: "button", class: "btn quiet", "aria-label": element.accessibility_label || words, title: words, testid: `action-${element.action_id}`, key: `${ctx.scope}/${block.block_id}/${element.action_id}`,
  }, icon(element.icon, 16));
  node.addEventListener("click", () => dispatch(ctx, block, element, element.value ?? null, node));
  return node;
}
