// Plans and task cards: work that a bot shows while it does it.

import { h, icon } from "./dom.js";
import { link } from "./mrkdwn.js";
import { richText } from "./richtext.js";

const STATES = { pending: ["circle", "To do"], in_progress: ["hourglass", "In progress"], complete: ["check", "Done"], error: ["warn", "Did not work"] };

function part(words, content) {
  return content ? [h("dt", {}, words), h("dd", {}, content)] : [];
}

/** One task: its state in words and as a sign, and what belongs to it where one opens it. */
export function taskCard(block) {
  const [sign, words] = STATES[block.status] || STATES.pending;
  const sources = block.sources?.length ? h("ul", { class: "task-sources" }, block.sources.map((one) => h("li", {}, link(one.url, one.text)))) : null;
  const more = [...part("Details", block.details && richText(block.details)), ...part("Output", block.output && richText(block.output)), ...part("Sources", sources)];
  const line = [h("span", { class: "task-sign" }, icon(sign, 16)), h("span", { class: "task-title" }, block.title), h("span", { class: "task-state" }, words)];
  const props = { class: `task is-${block.status}`, testid: "task" };
  if (!more.length) return h("div", props, h("div", { class: "task-line" }, line));
  return h("details", { ...props, open: block.status === "error" }, h("summary", { class: "task-line" }, line, icon("right", 14)), h("dl", { class: "task-more" }, more));
}

/** A plan: a title and its tasks, and how many of them are done. */
export function planBlock(block) {
  const tasks = block.tasks || [];
  const done = tasks.filter((task) => task.status === "complete").length;
  return h("section", { class: "plan", "aria-label": block.title, testid: "plan" },
    h("div", { class: "plan-head" }, h("span", { class: "card-title" }, block.title), tasks.length ? h("span", { class: "soft" }, `${done} of ${tasks.length} done`) : null),
    h("ol", {}, tasks.map((task) => h("li", {}, taskCard(task)))));
}
