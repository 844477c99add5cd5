// Modals: the top of the stack is shown; what was typed stays, also when the bot says what is wrong.

import { act } from "./actions.js";
import { labelWords, renderBlocks, showError } from "./blocks.js";
import { announce, byId, fill, h, icon, iconButton, keepFocus, uid } from "./dom.js";
import { forget, isList } from "./drafts.js";
import { plain } from "./mrkdwn.js";
import { closePopup } from "./popup.js";
import { on, state } from "./store.js";
import { surface } from "./surface.js";

let dialog = null;
let drawn = "";
let returnTo = null;

function surfaceOf(view) {
  return surface({
    where: "modal", scope: `modal/${view.id}`, served: view.state?.values, address: { view_id: view.id }, blocks: view.blocks,
    onInput: (block) => { if (block.type === "input") showError(dialog, block.block_id, ""); },
  });
}

const empty = (value) => value === null || value === undefined || value === "" || (Array.isArray(value) && !value.length);

function faultOf(block, value) {
  const element = block.element;
  if (empty(value)) return block.optional ? "" : isList(element) ? "Please choose at least one." : /select|radio/.test(element.type) ? "Please choose one." : "Please fill this in.";
  if (element.min_length && value.length < element.min_length) return `Please write at least ${element.min_length} characters.`;
  if (element.type !== "number_input") return "";
  const number = Number(value);
  if (Number.isNaN(number)) return "Please write a number.";
  if (element.min_value !== undefined && number < Number(element.min_value)) return `Please write ${element.min_value} or more.`;
  if (element.max_value !== undefined && number > Number(element.max_value)) return `Please write ${element.max_value} or less.`;
  return element.is_decimal_allowed || Number.isInteger(number) ? "" : "Please write a whole number.";
}

function localFaults(view, values) {
  const faults = view.blocks.filter((block) => block.type === "input")
    .map((block) => [block.block_id, faultOf(block, values.read(block.block_id, block.element))]).filter(([, words]) => words);
  return Object.fromEntries(faults);
}

function showErrors(view, errors) {
  const wrong = view.blocks.filter((block) => errors[block.block_id]);
  for (const block of view.blocks) if (block.type === "input") showError(dialog, block.block_id, errors[block.block_id] || "");
  const first = [...dialog.querySelectorAll(".input.wrong")].map((box) => box.querySelector("input, textarea, select, [contenteditable=true]")).find(Boolean);
  first?.focus();
  first?.closest(".input").scrollIntoView({ block: "nearest" });
  announce(`Not sent yet. ${wrong.map((block) => `${block.label ? labelWords(block) : ""}: ${errors[block.block_id]}`).join(" ")}`);
}

function banner(words) {
  const place = dialog.querySelector(".modal-banner");
  fill(place, words ? [icon("warn", 18), h("span", {}, words)] : []);
  place.hidden = !words;
}

async function submit(view, values, button) {
  if (button.getAttribute("aria-busy") === "true") return;
  banner("");
  const faults = localFaults(view, values);
  if (Object.keys(faults).length) { showErrors(view, faults); return; }
  button.setAttribute("aria-busy", "true");
  const answer = await act({ act: "submit", view_id: view.id, state: values.collect(view.blocks) }, { quiet: true });
  button.removeAttribute("aria-busy");
  if (!dialog) return;
  if (!answer.ok) { banner(answer.message || "That could not be sent. Your words are still here: please try again."); return; }
  const errors = answer.result?.errors || {};
  if (Object.keys(errors).length) showErrors(view, errors);
}

const close = (view, all) => act({ act: "close", view_id: view.id, all });

function frame(view, depth) {
  const title = uid("modal-title");
  const context = surfaceOf(view);
  const form = h("form", { class: "modal-frame", novalidate: true });
  const send = view.submit ? h("button", { type: "submit", class: "btn primary", testid: "modal-submit", key: "modal/submit" }, plain(view.submit)) : null;
  form.addEventListener("submit", (event) => { event.preventDefault(); submit(view, context.values, send || form); });
  fill(form,
    h("header", { class: "modal-head" },
      depth > 1 ? iconButton("back", "Back", { testid: "modal-back", on: { click: () => close(view, false) } }) : null,
      h("h2", { id: title, testid: "modal-title" }, plain(view.title)),
      iconButton("x", "Close", { testid: "modal-x", key: "modal/x", on: { click: () => close(view, true) } })),
    h("div", { class: "modal-banner", role: "alert", hidden: true, testid: "modal-error" }),
    h("div", { class: "modal-body blocks", tabindex: isRead(view) ? "0" : "-1" }, renderBlocks(view.blocks, context)),
    send || view.close ? h("footer", { class: "dialog-foot" },
      h("button", { type: "button", class: "btn", testid: "modal-close", key: "modal/close", on: { click: () => close(view, false) } }, view.close ? plain(view.close) : "Cancel"), send) : null);
  return { form, title };
}

function firstField(form) {
  return form.querySelector(".modal-body :is(input, textarea, select, button, [contenteditable=true]):not([tabindex='-1'])") || form.querySelector(".dialog-foot .btn:last-child") || form.querySelector(".icon-btn");
}

function ensureDialog() {
  if (dialog) return;
  returnTo = document.activeElement;
  dialog = h("dialog", { class: "dialog modal", testid: "modal" });
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    const top = state.view.modals.at(-1);
    if (top) close(top, false);
  });
  byId("modal-root").append(dialog);
  dialog.showModal();
}

function paint() {
  const stack = state.view?.modals || [];
  const view = stack.at(-1);
  forget(stack.map((one) => `modal/${one.id}`), "modal/");
  if (!view) { shut(); return; }
  const signature = `${view.id}/${view.hash}/${stack.length}`;
  if (signature === drawn) return;
  const same = drawn.startsWith(`${view.id}/`);
  drawn = signature;
  ensureDialog();
  closePopup();
  const { form, title } = frame(view, stack.length);
  const scroll = same ? dialog.querySelector(".modal-body")?.scrollTop || 0 : 0;
  keepFocus(dialog, () => fill(dialog, form, dialog.querySelector(".announce") || h("div", { class: "sr announce", "aria-live": "polite" })));
  dialog.dataset.callback = view.callback_id || "";
  dialog.setAttribute("aria-labelledby", title);
  dialog.querySelector(".modal-body").scrollTop = scroll;
  for (const [blockId, words] of Object.entries(view.errors || {})) showError(dialog, blockId, words);
  if (!dialog.contains(document.activeElement) || document.activeElement === dialog) firstField(form)?.focus({ preventScroll: true });
}

function shut() {
  if (!dialog) return;
  dialog.close();
  dialog.remove();
  dialog = null;
  drawn = "";
  const key = returnTo?.dataset?.key;
  const again = returnTo?.isConnected ? returnTo : key && [...document.querySelectorAll("[data-key]")].find((node) => node.dataset.key === key);
  (again || document.querySelector("#main textarea") || byId("main")).focus({ preventScroll: true });
}

/** Starts the modals. */
export function startModals() {
  on("view", paint);
}

/** Whether a window has nothing to fill in or press, so that the arrow keys have to scroll its text. */
function isRead(view) {
  return view.blocks.every((block) => block.type !== "input" && block.type !== "actions" && !block.accessory);
}
