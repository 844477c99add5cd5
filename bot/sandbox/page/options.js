// The choices of an element, as a flat list or in labelled groups.

import { state } from "./store.js";

/** All options of an element, groups flattened. */
export const optionsOf = (element) => element.options || (element.option_groups || []).flatMap((group) => group.options);

/** Options as [{label, options}], one group without label where there are no groups. */
export const groupsOf = (element) => element.option_groups || [{ label: null, options: element.options || [] }];

const asOption = (value, text, extra = {}) => ({ value, text: { type: "plain_text", text, emoji: false }, ...extra });

function personOptions() {
  return state.view.people.filter((person) => !person.deactivated && !person.is_bot)
    .map((person) => asOption(person.id, person.name, { person, description: person.title ? { type: "plain_text", text: person.title } : null }));
}

function channelOptions() {
  return state.view.channels.filter((channel) => channel.kind === "channel").map((channel) => asOption(channel.id, `#${channel.name}`));
}

/** The people, channels or conversations that a *_select of Slack offers. */
export function workspaceOptions(type) {
  if (type.includes("users")) return personOptions();
  if (type.includes("channels")) return channelOptions();
  return [...channelOptions(), ...personOptions()];
}

/** Groups narrowed to the options whose words contain every word that was typed. */
export function narrow(groups, typed) {
  const wanted = typed.trim().toLowerCase().split(/\s+/);
  const words = (option) => `${option.text.text} ${option.description?.text || ""}`.toLowerCase();
  const fits = (option) => wanted.every((word) => words(option).includes(word));
  return groups.map((group) => ({ ...group, options: group.options.filter(fits) })).filter((group) => group.options.length);
}
