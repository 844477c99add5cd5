// What people typed or chose in blocks and have not sent yet. Values are plain: text, option value, list, date, id, seconds.

import { optionsOf } from "./options.js";

const drafts = new Map();
const LISTS = new Set(["checkboxes", "multi_static_select", "multi_external_select", "multi_users_select", "multi_channels_select", "multi_conversations_select", "file_input"]);
const STATELESS = new Set(["button", "overflow", "image", "workflow_button", "feedback_buttons", "icon_button"]);
const INITIAL = ["initial_value", "initial_date", "initial_time", "initial_date_time", "initial_user", "initial_channel", "initial_conversation",
  "initial_users", "initial_channels", "initial_conversations"];
const STATE = ["value", "rich_text_value", "selected_date", "selected_time", "selected_date_time", "selected_user", "selected_channel", "selected_conversation",
  "selected_users", "selected_channels", "selected_conversations"];

const pick = (object, names) => names.map((name) => object[name]).find((value) => value !== undefined && value !== null);

/** Whether an element holds a list of values. */
export const isList = (element) => LISTS.has(element.type);

/** Whether an element keeps a value at all (a button does not). */
export const isStateful = (element) => Boolean(element?.type) && !STATELESS.has(element.type);

function initial(element) {
  if (element.initial_options) return element.initial_options.map((option) => option.value);
  if (element.initial_option) return element.initial_option.value;
  return pick(element, INITIAL);
}

function fromState(held) {
  if (!held) return undefined;
  if (held.files) return held.files.map((file) => file.id || file);
  if (held.selected_options) return held.selected_options.map((option) => option.value);
  if (held.selected_option) return held.selected_option.value;
  return pick(held, STATE);
}

/** The values of one surface (a modal, the Home tab, a message), kept while the page redraws it. */
export class Values {
  constructor(scope, served = {}) {
    if (!drafts.has(scope)) drafts.set(scope, new Map());
    this.held = drafts.get(scope);
    this.served = served;
  }

  /** The value now: what was typed, else what the workspace holds, else what the bot put there. */
  read(blockId, element) {
    const key = `${blockId}/${element.action_id}`;
    const value = this.held.has(key) ? this.held.get(key)
      : fromState(this.served?.[blockId]?.[element.action_id]) ?? initial(element);
    return value ?? (isList(element) ? [] : null);
  }

  write(blockId, element, value) {
    this.held.set(`${blockId}/${element.action_id}`, value);
  }

  /** The texts of chosen options that may no longer be in the list (an external select). */
  chosen(blockId, element) {
    const held = this.served?.[blockId]?.[element.action_id] || {};
    return [held.selected_option, ...(held.selected_options || []), element.initial_option, ...(element.initial_options || []), ...optionsOf(element)].filter(Boolean);
  }

  /** The files that the workspace holds for an element. */
  files(blockId, element) {
    return (this.served?.[blockId]?.[element.action_id]?.files || []).filter((file) => file.id);
  }

  /** Every value of these blocks as {block_id: {action_id: value}}. */
  collect(blocks) {
    const all = {};
    for (const block of blocks.flatMap((one) => [one, ...(one.child_blocks || [])])) {
      for (const element of statefulElements(block)) {
        all[block.block_id] ??= {};
        all[block.block_id][element.action_id] = this.read(block.block_id, element);
      }
    }
    return all;
  }
}

/** The elements of a block that hold a value. */
export function statefulElements(block) {
  const elements = [block.element, block.accessory, ...(block.type === "actions" ? block.elements || [] : [])];
  return elements.filter(isStateful);
}

/** Forgets what was typed on surfaces that are gone. */
export function forget(keepScopes, prefix) {
  for (const scope of drafts.keys()) if (scope.startsWith(prefix) && !keepScopes.includes(scope)) drafts.delete(scope);
}
