// Fields that one types in: text, numbers, dates, times. The browser's own controls, so keyboards and phones know them.

import { h } from "./dom.js";
import { wordsOf } from "./mrkdwn.js";
import { secondsToWall, wallToSeconds } from "./time.js";

const SETTLE = 500;
const TYPES = { email_text_input: "email", url_text_input: "url" };

function common(element, block, ctx, name) {
  return {
    id: name.id, class: "field", "aria-labelledby": name.labelledby, "aria-describedby": name.described, placeholder: wordsOf(element.placeholder),
    "aria-label": name.labelledby ? null : wordsOf(element.placeholder) || "Value", "aria-required": block.type === "input" && !block.optional ? "true" : null,
    key: `${ctx.scope}/${block.block_id}/${element.action_id}`, testid: `action-${element.action_id}`,
    value: ctx.values.read(block.block_id, element) ?? "",
  };
}

/** One line or several; sends while typing or on Enter only where the bot asked for it. */
export function textField(element, block, ctx, name, changed) {
  const lines = element.multiline || element.type === "rich_text_input";
  const props = { ...common(element, block, ctx, name), maxlength: element.max_length, autocomplete: "off" };
  const input = lines ? h("textarea", { ...props, rows: element.min_lines || 4, value: props.value }) : h("input", { ...props, type: TYPES[element.type] || "text" });
  const count = element.max_length ? h("span", { class: "letters-left", "aria-hidden": "true" }) : null;
  const on = new Set(block.dispatch_action ? element.dispatch_action_config?.trigger_actions_on || ["on_enter_pressed"] : []);
  let timer = 0;
  const say = () => { if (count) count.textContent = input.value.length > element.max_length * 0.8 ? `${element.max_length - input.value.length} left` : ""; };
  input.addEventListener("input", () => {
    ctx.values.write(block.block_id, element, input.value);
    ctx.onInput?.(block);
    say();
    window.clearTimeout(timer);
    if (on.has("on_character_entered")) timer = window.setTimeout(() => changed(ctx, block, element, input.value, input), SETTLE);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !lines && on.has("on_enter_pressed")) { event.preventDefault(); changed(ctx, block, element, input.value, input); }
  });
  say();
  return count ? h("div", { class: "with-count" }, input, count) : input;
}

/** A number, kept as text as Slack does. */
export function numberField(element, block, ctx, name, changed) {
  const input = h("input", {
    ...common(element, block, ctx, name), type: "number", inputmode: element.is_decimal_allowed ? "decimal" : "numeric",
    min: element.min_value, max: element.max_value, step: element.is_decimal_allowed ? "any" : "1",
  });
  input.addEventListener("input", () => { ctx.values.write(block.block_id, element, input.value); ctx.onInput?.(block); });
  input.addEventListener("keydown", (event) => { if (event.key === "Enter" && block.dispatch_action) changed(ctx, block, element, input.value, input); });
  return input;
}

function settled(input, take) {
  let timer = 0;
  let sent = input.value;
  const send = () => { window.clearTimeout(timer); if (input.value !== sent) { sent = input.value; take(input.value); } };
  input.addEventListener("change", () => { window.clearTimeout(timer); timer = window.setTimeout(send, SETTLE); });
  input.addEventListener("blur", send);
}

/** A day, or a day and time in the workspace's zone (then the value is unix seconds). */
export function dateField(element, block, ctx, name, changed) {
  const moment = element.type === "datetimepicker";
  const props = common(element, block, ctx, name);
  const value = moment && props.value ? secondsToWall(Number(props.value)) : props.value;
  const input = h("input", { ...props, type: moment ? "datetime-local" : "date", class: "field short", value });
  const read = (text) => (moment && text ? wallToSeconds(text) : text || null);
  input.addEventListener("input", () => { ctx.values.write(block.block_id, element, read(input.value)); ctx.onInput?.(block); });
  settled(input, (text) => changed(ctx, block, element, read(text), input));
  return input;
}

/** A time of day, "HH:mm". */
export function timeField(element, block, ctx, name, changed) {
  const input = h("input", { ...common(element, block, ctx, name), type: "time", class: "field short" });
  input.addEventListener("input", () => { ctx.values.write(block.block_id, element, input.value || null); ctx.onInput?.(block); });
  settled(input, (text) => changed(ctx, block, element, text || null, input));
  return input;
}
