// The markdown block: headings, lists, quotes, code, tables, and the usual marks. Builds nodes, never HTML.

import { h } from "./dom.js";
import { emojiNode, link } from "./mrkdwn.js";

const INLINE = /\\([\\`*_{}[\]()#+\-.!~>|])|`([^`]+)`|!?\[([^\]]*)\]\(([^)\s]+)\)|\*\*(.+?)\*\*|~~(.+?)~~|\*(\S(?:.*?\S)?)\*|(?<!\w)_(\S(?:.*?\S)?)_(?!\w)|:([a-z0-9_+'-]+):/g;

/** The marks inside a line. */
function marks(text) {
  const nodes = [];
  let from = 0;
  for (const match of text.matchAll(INLINE)) {
    const [whole, escaped, code, label, href, bold, strike, star, under, name] = match;
    nodes.push(text.slice(from, match.index));
    from = match.index + whole.length;
    if (escaped) nodes.push(escaped);
    else if (code) nodes.push(h("code", {}, code));
    else if (href) nodes.push(link(href, label || href));
    else if (bold) nodes.push(h("strong", {}, marks(bold)));
    else if (strike) nodes.push(h("s", {}, marks(strike)));
    else if (name) nodes.push(emojiNode(name));
    else nodes.push(h("em", {}, marks(star || under)));
  }
  nodes.push(text.slice(from));
  return nodes.filter((node) => node !== "");
}

const cells = (line) => line.trim().replace(/^\||\|$/g, "").split("|").map((cell) => cell.trim());

function table(rows) {
  const [head, , ...body] = rows.map(cells);
  return h("div", { class: "table-scroll", tabindex: "0", role: "region", "aria-label": "Table" }, h("table", {},
    h("thead", {}, h("tr", {}, head.map((cell) => h("th", { scope: "col" }, marks(cell))))),
    h("tbody", {}, body.map((row) => h("tr", {}, row.map((cell) => h("td", {}, marks(cell))))))));
}

function list(rows) {
  const ordered = /^\s*\d/.test(rows[0]);
  return h(ordered ? "ol" : "ul", { class: "rich-list" }, rows.map((row) => {
    const [, done, words] = row.replace(/^\s*(?:[-*+]|\d+[.)])\s+/, "").match(/^(?:\[([ xX])\]\s+)?(.*)$/s);
    const box = done === undefined ? null : h("input", { type: "checkbox", disabled: true, checked: done !== " ", "aria-label": done === " " ? "not done" : "done" });
    return h("li", {}, box, box ? " " : null, marks(words));
  }));
}

const broken = (rows) => rows.flatMap((row, at) => (at ? [h("br"), ...marks(row)] : marks(row)));

const KINDS = [
  [/^\s*(?:[-*+]|\d+[.)])\s+/, list],
  [/^\s*>/, (rows) => h("blockquote", {}, broken(rows.map((row) => row.replace(/^\s*>\s?/, ""))))],
  [/^\s*\|/, (rows) => (rows.length > 1 ? table(rows) : h("p", {}, broken(rows)))],
];

function paragraph(rows) {
  const heading = rows[0].match(/^(#{1,6})\s+(.*)$/);
  if (heading) return h("p", { class: `md-h md-h${Math.min(3, heading[1].length)}`, role: "heading", "aria-level": String(heading[1].length + 2) }, marks(heading[2]));
  if (/^\s*(-{3,}|\*{3,})\s*$/.test(rows[0])) return h("hr");
  return h("p", {}, broken(rows));
}

const kindOf = (row) => (/^#{1,6}\s|^\s*(-{3,}|\*{3,})\s*$/.test(row) ? null : KINDS.find(([test]) => test.test(row))?.[1]);

/** Standard markdown to nodes. */
export function markdown(text) {
  const nodes = [];
  String(text || "").split(/```[^\n]*\n([\s\S]*?)\n?```/g).forEach((part, index) => {
    if (index % 2) { nodes.push(h("pre", {}, part)); return; }
    let run = null;
    const flush = () => { if (run) nodes.push((run.kind || paragraph)(run.rows)); run = null; };
    for (const row of part.split("\n")) {
      const alone = /^#{1,6}\s|^\s*(-{3,}|\*{3,})\s*$/.test(row);
      if (!row.trim()) { flush(); continue; }
      const kind = kindOf(row);
      if (!run || alone || run.alone || run.kind !== kind) { flush(); run = { kind, alone, rows: [] }; }
      run.rows.push(row);
    }
    flush();
  });
  return nodes;
}
