// How what somebody does with an element reaches the bot.

import { confirmed } from "./confirm.js";

/** Sends an element's value to the bot, after its confirm dialog; `node` shows that it is under way. Gives back whether it went. */
export async function dispatch(ctx, block, element, value, node) {
  if (node?.getAttribute("aria-busy") === "true" || !(await confirmed(element.confirm))) return false;
  node?.setAttribute("aria-busy", "true");
  const answer = await ctx.send(block, element, value);
  node?.removeAttribute("aria-busy");
  return Boolean(answer?.ok);
}

/** Keeps a new value, and sends it at once where Slack would. */
export function changed(ctx, block, element, value, node) {
  ctx.values.write(block.block_id, element, value);
  ctx.onInput?.(block);
  if (block.type !== "input" || block.dispatch_action) dispatch(ctx, block, element, value, node);
}
