// A surface is where blocks stand: a message, a modal or the Home tab. It keeps their values and sends what people do.

import { act } from "./actions.js";
import { Values } from "./drafts.js";

function groupsFrom(answer) {
  const result = answer.result || {};
  const groups = result.option_groups || [{ label: null, options: result.options || [] }];
  return groups.filter((group) => group.options?.length);
}

/** Makes the `ctx` of elements.js. `address` names the place for the workspace; `blocks` is given where the whole state is sent along. */
export function surface({ where, scope, served, address, blocks, onInput }) {
  const values = new Values(scope, served);
  const named = (block, element) => ({ where, ...address, block_id: block.block_id, action_id: element.action_id });
  return {
    where, scope, values, onInput,
    send: (block, element, value) => act({ act: "click", ...named(block, element), value, ...(blocks ? { state: values.collect(blocks) } : {}) }),
    suggest: async (block, element, text) => groupsFrom(await act({ act: "suggest", ...named(block, element), text })),
  };
}
