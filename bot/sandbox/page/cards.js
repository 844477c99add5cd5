// Blocks that hold others: cards, carousels and containers; and videos.

import { h, icon, iconButton, uid } from "./dom.js";
import { renderElement } from "./elements.js";
import { plain, safeUrl, textObject, wordsOf } from "./mrkdwn.js";
import { picture } from "./pictures.js";
import { richText } from "./richtext.js";

const PLAY = 44;

function heading(block, title, id) {
  return h("div", { class: "card-head" }, block.icon ? picture(block.icon, { class: "card-icon" }) : null,
    h("div", { class: "card-names" }, title ? h("div", { class: "card-title", id }, title) : null,
      block.subtitle ? h("div", { class: "card-subtitle" }, textObject(block.subtitle)) : null));
}

/** A card: a picture, a title, words, and up to two buttons. */
export function card(block, ctx) {
  const id = uid("card");
  const named = block.title ? { "aria-labelledby": id } : { "aria-label": wordsOf(block.body) || "Card" };
  return h("article", { class: "card", testid: "card", "data-block-id": block.block_id, ...named },
    block.hero_image ? picture(block.hero_image, { class: "card-hero" }) : null,
    h("div", { class: "card-body" }, block.title || block.subtitle || block.icon ? heading(block, block.title ? textObject(block.title) : null, id) : null,
      block.body ? h("div", { class: "text" }, textObject(block.body)) : null,
      block.actions?.length ? h("div", { class: "actions", role: "group", "aria-label": "Actions" }, block.actions.map((element) => renderElement(element, block, ctx, {}))) : null));
}

/** Cards in a row that scrolls; its arrows move by one card and know where the row ends. */
export function carousel(block, ctx) {
  const cards = block.elements.map((one) => card(one, ctx));
  const row = h("ul", { class: "carousel-row", tabindex: "0", "aria-label": `${cards.length} cards` }, cards.map((one) => h("li", {}, one)));
  const by = (step) => () => row.scrollBy({ left: step * (cards[0].parentElement.offsetWidth + 12), behavior: "smooth" });
  const back = iconButton("back", "Earlier cards", { class: "carousel-back", on: { click: by(-1) } });
  const on = iconButton("back", "More cards", { class: "carousel-on", on: { click: by(1) } });
  const look = () => {
    back.hidden = row.scrollLeft < 8;
    on.hidden = row.scrollLeft + row.clientWidth > row.scrollWidth - 8;
  };
  row.addEventListener("scroll", look, { passive: true });
  new ResizeObserver(look).observe(row);
  return h("div", { class: "carousel", role: "region", "aria-label": "Cards", testid: "carousel" }, row, back, on);
}

/** Blocks under one title; folds where the bot wants that. `render` draws what is in it. */
export function container(block, ctx, render) {
  const id = uid("container");
  const title = block.rich_text_title ? richText(block.rich_text_title) : plain(block.title);
  const inside = h("div", { class: "container-body blocks" }, render(block.child_blocks, ctx));
  const props = { class: `container ${block.width || "standard"}`, testid: "container" };
  if (!block.is_collapsible) {
    return h("section", { ...props, "aria-labelledby": id }, h("div", { class: block.has_header_divider ? "container-head divided" : "container-head" }, heading(block, title, id)), inside);
  }
  return h("details", { ...props, open: !block.default_collapsed }, h("summary", { class: "container-head" }, icon("right", 16), heading(block, title, id)), inside);
}

/** A video by its picture; it plays where it lives, in a window of its own, so that nothing is loaded from there here. */
export function video(block) {
  const about = [block.author_name, block.provider_name].filter(Boolean).join(" · ");
  const title = block.title_url && safeUrl(block.title_url)
    ? h("a", { class: "card-title", href: safeUrl(block.title_url), target: "_blank", rel: "noopener noreferrer" }, plain(block.title)) : h("span", { class: "card-title" }, plain(block.title));
  return h("figure", { class: "video", testid: "video" },
    h("figcaption", {}, about ? h("span", { class: "card-subtitle" }, about) : null, title, block.description ? h("p", { class: "soft" }, plain(block.description)) : null),
    h("a", { class: "video-play", href: safeUrl(block.video_url), target: "_blank", rel: "noopener noreferrer", "aria-label": `Play “${wordsOf(block.title)}” (opens in a new tab). ${block.alt_text}` },
      picture({ image_url: block.thumbnail_url, alt_text: block.alt_text }, { class: "video-still" }), h("span", { class: "video-sign", "aria-hidden": "true" }, icon("play", PLAY))));
}
