// Charts that Slack draws from data: bars, lines, areas, pies. The numbers can be read as a table, too.

import { h, uid } from "./dom.js";
import { table } from "./tables.js";

const [WIDE, HIGH, LEFT, FOOT, TOP] = [520, 240, 44, 34, 12];
const LETTER = 11;
const NS = "http://www.w3.org/2000/svg";

function s(tag, attributes, ...children) {
  const node = document.createElementNS(NS, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children.flat(Infinity).filter((child) => child !== null));
  return node;
}

const label = (x, y, words, anchor = "middle") => s("text", { x, y, "text-anchor": anchor }, String(words));
const shown = (value) => value.toLocaleString("en-US", { maximumFractionDigits: 2 });
const titled = (node, words) => { node.append(s("title", {}, words)); return node; };

const shortened = (name, most) => (name.length > most ? `${name.slice(0, Math.max(1, most - 1))}…` : name);

function roundUp(value) {
  const unit = 10 ** Math.floor(Math.log10(value || 1));
  return [1, 1.2, 1.6, 2, 2.4, 3, 4, 5, 6, 8, 10].map((step) => step * unit).find((step) => step >= value) || 10 * unit;
}

function scale(series) {
  const values = series.flatMap((one) => one.data.map((point) => point.value));
  const top = Math.max(...values) > 0 ? roundUp(Math.max(...values)) : 0;
  const low = Math.min(...values) < 0 ? -roundUp(-Math.min(...values)) : 0;
  const span = top - low || 1;
  return { marks: [low, low + span / 2, low + span], y: (value) => TOP + (HIGH - TOP - FOOT) * (1 - (value - low) / span) };
}

function grid({ marks, y }) {
  return marks.map((mark) => [s("line", { class: "chart-grid", x1: LEFT, x2: WIDE, y1: y(mark), y2: y(mark) }), label(LEFT - 8, y(mark) + 4, shown(mark), "end")]);
}

function bars(chart, { y }, slot) {
  const width = Math.min(48, (slot * 0.72) / chart.series.length);
  return chart.series.map((one, at) => chart.axis_config.categories.map((category, place) => {
    const { value } = one.data.find((point) => point.label === category);
    const x = LEFT + slot * (place + 0.5) + (at - chart.series.length / 2) * width;
    return titled(s("rect", { class: `tone-fill-${at}`, x: x + 1, width: Math.max(2, width - 2), y: Math.min(y(value), y(0)), height: Math.abs(y(value) - y(0)), rx: 2 }), `${one.name}, ${category}: ${shown(value)}`);
  }));
}

function lines(chart, { y }, slot) {
  return chart.series.map((one, at) => {
    const points = chart.axis_config.categories.map((category, place) => [LEFT + slot * (place + 0.5), y(one.data.find((point) => point.label === category).value), category]);
    const path = points.map(([x, height], place) => `${place ? "L" : "M"}${x} ${height}`).join("");
    return [chart.type === "area" ? s("path", { class: `chart-area tone-fill-${at}`, d: `${path}L${points.at(-1)[0]} ${y(0)}L${points[0][0]} ${y(0)}Z` }) : null,
      s("path", { class: `chart-line tone-line-${at}`, d: path }),
      points.map(([x, height, category], place) => titled(s("circle", { class: `tone-fill-${at}`, cx: x, cy: height, r: 4 }), `${one.name}, ${category}: ${shown(one.data[place].value)}`))];
  });
}

function axes(chart) {
  const measure = scale(chart.series);
  const names = chart.axis_config.categories;
  const slot = (WIDE - LEFT) / names.length;
  const every = Math.ceil(names.length / 8);
  return s("svg", { viewBox: `0 0 ${WIDE} ${HIGH}`, role: "img" }, grid(measure), chart.type === "bar" ? bars(chart, measure, slot) : lines(chart, measure, slot),
    names.map((name, at) => (at % every ? null : label(LEFT + slot * (at + 0.5), HIGH - 12, shortened(name, Math.floor((slot * every) / LETTER))))));
}

function slices(chart) {
  const total = chart.segments.reduce((sum, segment) => sum + segment.value, 0);
  let turned = -Math.PI / 2;
  const at = (angle) => `${110 + 96 * Math.cos(angle)} ${110 + 96 * Math.sin(angle)}`;
  return s("svg", { viewBox: "0 0 220 220", role: "img", class: "chart-pie" }, chart.segments.map((segment, index) => {
    const from = turned;
    turned += (segment.value / total) * 2 * Math.PI;
    const whole = chart.segments.length === 1;
    const shape = whole ? s("circle", { cx: 110, cy: 110, r: 96 }) : s("path", { d: `M110 110L${at(from)}A96 96 0 ${turned - from > Math.PI ? 1 : 0} 1 ${at(turned)}Z` });
    shape.setAttribute("class", `chart-slice tone-fill-${index}`);
    return titled(shape, `${segment.label}: ${shown(segment.value)}`);
  }));
}

function legend(entries) {
  return h("ul", { class: "chart-legend" }, entries.map(([name, value], at) => h("li", {}, h("span", { class: `chart-key tone-key-${at}`, "aria-hidden": "true" }), value === undefined ? name : `${name}: ${shown(value)}`)));
}

const cell = (words) => ({ type: "raw_text", text: String(words) });

function asRows(chart) {
  if (chart.type === "pie") return [[cell("Part"), cell("Value")], ...chart.segments.map((segment) => [cell(segment.label), cell(shown(segment.value))])];
  const value = (one, category) => one.data.find((point) => point.label === category).value;
  return [[cell(chart.axis_config.x_label || ""), ...chart.series.map((one) => cell(one.name))],
    ...chart.axis_config.categories.map((category) => [cell(category), ...chart.series.map((one) => cell(shown(value(one, category))))])];
}

const inWords = (chart) => (chart.type === "pie" ? chart.segments.map((segment) => `${segment.label} ${shown(segment.value)}`)
  : chart.series.map((one) => `${one.name}: ${one.data.map((point) => `${point.label} ${shown(point.value)}`).join(", ")}`)).join("; ");

/** A chart with its legend, and its numbers behind a fold. */
export function chartBlock(block) {
  const { chart } = block;
  const id = uid("chart");
  const drawn = chart.type === "pie" ? slices(chart) : axes(chart);
  drawn.setAttribute("aria-label", `${block.title}. ${inWords(chart)}`);
  const entries = chart.type === "pie" ? chart.segments.map((segment) => [segment.label, segment.value]) : chart.series.map((one) => [one.name]);
  const side = [chart.axis_config?.y_label, chart.axis_config?.x_label].filter(Boolean).join(", by ");
  return h("figure", { class: `chart ${chart.type}`, "aria-labelledby": id, testid: "chart" },
    h("figcaption", { id }, h("span", { class: "card-title" }, block.title), side ? h("span", { class: "soft" }, side) : null), h("div", { class: "chart-drawn" }, drawn, legend(entries)),
    h("details", { class: "chart-numbers" }, h("summary", {}, "Show the numbers"), table({ rows: asRows(chart), column_settings: [{}, ...Array(6).fill({ align: "right" })] })));
}
