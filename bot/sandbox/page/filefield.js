// Files that somebody gives with a form: uploaded at once, sent as ids with the form.

import { upload } from "./actions.js";
import { announce, fill, h, icon, iconButton, uid } from "./dom.js";

const MOST = 10;
const names = new Map();

/** A list of files with a button to add some; `changed` gets the ids. */
export function fileField(element, block, ctx, name, changed) {
  const most = element.max_files || MOST;
  const kinds = (element.filetypes || []).map((kind) => `.${kind.replace(/^\./, "")}`);
  const fault = uid("file-fault");
  for (const file of ctx.values.files(block.block_id, element)) names.set(file.id, file.name);
  let held = [...ctx.values.read(block.block_id, element)];
  const list = h("ul", { class: "file-list" });
  const note = h("p", { class: "error", id: fault, role: "alert", hidden: true });
  const input = h("input", {
    type: "file", class: "file-input", id: name.id, multiple: most > 1, accept: kinds.join(",") || null, "aria-labelledby": name.labelledby,
    "aria-describedby": [name.described, fault].filter(Boolean).join(" "), testid: `action-${element.action_id}`, key: `${ctx.scope}/${block.block_id}/${element.action_id}`,
  });
  const say = (words) => { fill(note, words ? [icon("warn", 16), words] : []); note.hidden = !words; };
  const set = (ids) => { held = ids; changed(ctx, block, element, held, input); paint(); };
  function paint() {
    fill(list, held.map((id) => h("li", { testid: "given-file" }, icon("file", 16), h("span", {}, names.get(id) || id),
      iconButton("x", `Remove ${names.get(id) || id}`, { on: { click: () => { set(held.filter((other) => other !== id)); input.focus(); } } }))));
  }
  async function take(files) {
    const wrong = files.find((file) => kinds.length && !kinds.some((kind) => file.name.toLowerCase().endsWith(kind.toLowerCase())));
    if (wrong) { say(`${wrong.name} cannot be taken here: please choose ${kinds.join(", ")}.`); return; }
    if (held.length + files.length > most) { say(`Please choose at most ${most} ${most === 1 ? "file" : "files"}.`); return; }
    say("");
    for (const file of files) {
      const answer = await upload(file);
      if (!answer.ok) { say(answer.message || `${file.name} could not be uploaded.`); return; }
      names.set(answer.file.id, answer.file.name);
      set([...held, answer.file.id]);
      announce(`${file.name} added`);
    }
  }
  input.addEventListener("change", () => { const files = [...input.files]; input.value = ""; take(files); });
  paint();
  return h("div", { class: "file-field" }, list, input, h("p", { class: "hint" }, `${kinds.length ? `${kinds.join(", ")}. ` : ""}${most === 1 ? "One file." : `Up to ${most} files.`}`), note);
}
