// The "are you sure?" that a bot may ask before an element does its work.

import { fill, h, uid } from "./dom.js";
import { plain, textObject } from "./mrkdwn.js";

/** Shows Slack's confirm object; resolves true when the person says yes. No object: yes at once. */
export function confirmed(confirm) {
  if (!confirm) return Promise.resolve(true);
  const ids = [uid("title"), uid("text")];
  return new Promise((resolve) => {
    const dialog = h("dialog", { class: "dialog confirm", "aria-labelledby": ids[0], "aria-describedby": ids[1], testid: "confirm" });
    const done = (yes) => () => { dialog.close(); dialog.remove(); resolve(yes); };
    fill(dialog,
      h("h2", { id: ids[0] }, plain(confirm.title)),
      h("div", { class: "text", id: ids[1] }, textObject(confirm.text)),
      h("div", { class: "dialog-foot" },
        h("button", { type: "button", class: "btn", testid: "confirm-no", on: { click: done(false) } }, plain(confirm.deny) || "Cancel"),
        h("button", { type: "button", class: confirm.style === "danger" ? "btn danger" : "btn primary", testid: "confirm-yes", on: { click: done(true) } }, plain(confirm.confirm) || "Yes")));
    dialog.addEventListener("cancel", (event) => { event.preventDefault(); done(false)(); });
    document.body.append(dialog);
    dialog.showModal();
  });
}
