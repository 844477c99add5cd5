// Tables: the plain one, and the one that can be sorted and paged.

import { announce, fill, h, icon, uid } from "./dom.js";
import { richText } from "./richtext.js";

const PAGE = 20;

function content(cell) {
  if (!cell) return "";
  return cell.type === "rich_text" ? richText(cell) : String(cell.text ?? cell.value ?? "");
}

function words(cell) {
  const box = document.createElement("span");
  box.append(...[content(cell)].flat());
  return box.textContent;
}

/** A table without ways to change it. */
export function table(block) {
  const side = (at) => `align-${block.column_settings?.[at]?.align || "left"}${block.column_settings?.[at]?.is_wrapped ? " wrap" : ""}`;
  const row = (cells, tag) => h("tr", {}, cells.map((cell, at) => h(tag, { class: side(at), scope: tag === "th" ? "col" : null }, content(cell))));
  const [head, ...body] = block.rows;
  return h("div", { class: "table-scroll", tabindex: "0", role: "region", "aria-label": "Table" },
    h("table", {}, h("thead", {}, row(head, "th")), h("tbody", {}, body.map((cells) => row(cells, "td")))));
}

const compare = (a, b) => (a?.type === "raw_number" && b?.type === "raw_number" ? a.value - b.value : words(a).localeCompare(words(b), "en", { numeric: true }));

/** A table that sorts by a press on a column's name and shows a page at a time. */
export function dataTable(block) {
  const [head, ...body] = block.rows;
  const size = block.page_size || PAGE;
  const caption = uid("caption");
  const number = head.map((_, at) => body.every((row) => row[at]?.type === "raw_number"));
  const named = block.row_header_column_index ?? 0;
  let [column, up, page] = [-1, true, 0];
  const [headRow, rows, foot] = [h("tr"), h("tbody"), h("div", { class: "table-foot" })];
  const sort = (at) => {
    up = column === at ? !up : true;
    column = at;
    page = 0;
    paint();
    headRow.children[at].querySelector("button").focus();
    announce(`Sorted by ${words(head[at])}, ${up ? "ascending" : "descending"}`);
  };
  const turn = (step) => { page += step; paint(); foot.querySelector(`[data-step="${step}"]:not(:disabled)`)?.focus(); };
  const step = (by, label, off) => h("button", { type: "button", class: "btn small", "data-step": by, disabled: off, on: { click: () => turn(by) } }, label);
  function paint() {
    fill(headRow, head.map((cell, at) => h("th", { scope: "col", class: number[at] ? "align-right" : null, "aria-sort": column === at ? (up ? "ascending" : "descending") : null },
      h("button", { type: "button", class: "sort", on: { click: () => sort(at) } }, content(cell), column === at ? icon(up ? "up" : "down", 14) : null))));
    const sorted = column < 0 ? body : [...body].sort((a, b) => compare(a[column], b[column]) * (up ? 1 : -1));
    fill(rows, sorted.slice(page * size, (page + 1) * size).map((cells) => h("tr", {}, cells.map((cell, at) => h(at === named ? "th" : "td", { scope: at === named ? "row" : null, class: number[at] ? "align-right" : null }, content(cell))))));
    const last = Math.min(body.length, (page + 1) * size);
    fill(foot, body.length > size ? [h("span", { class: "soft", role: "status" }, `${page * size + 1} to ${last} of ${body.length}`), step(-1, "Previous", page === 0), step(1, "Next", last === body.length)] : []);
    foot.hidden = body.length <= size;
  }
  paint();
  return h("figure", { class: "data-table", testid: "data-table" }, h("figcaption", { class: "card-title", id: caption }, block.caption),
    h("div", { class: "table-scroll", tabindex: "0", role: "region", "aria-labelledby": caption }, h("table", { "aria-labelledby": caption }, h("thead", {}, headRow), rows)), foot);
}
