// Pictures that a bot shows: uploaded to the workspace, or somewhere on the web.

import { h, icon } from "./dom.js";
import { safeUrl } from "./mrkdwn.js";

/** The address of a picture: an http(s) address, or a file of this workspace. */
export function imageUrl(holder) {
  if (holder.slack_file?.id) return `/_/file/${encodeURIComponent(holder.slack_file.id)}`;
  const address = holder.image_url || holder.slack_file?.url || "";
  const own = holder.slack_file && /\/(?:files-pri\/[^/]*-|_\/file\/)(F[A-Z0-9]+)/.exec(address);
  if (own) return `/_/file/${own[1]}`;
  return address.startsWith("/_/file/") ? address : safeUrl(address);
}

/** A picture; where it cannot be had, its words stand in its place. */
export function picture(holder, props = {}) {
  const image = h("img", { src: imageUrl(holder), alt: holder.alt_text || "", loading: "lazy", ...props });
  image.addEventListener("error", () => image.replaceWith(h("span", { class: "no-image", role: "img", "aria-label": holder.alt_text }, icon("eye", 16), holder.alt_text || "Picture")));
  return image;
}
