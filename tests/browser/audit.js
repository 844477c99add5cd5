// What a person with a screen reader, a keyboard or weak sight would stumble over; gives a list of faults in words.
() => {
  const faults = [];
  const seen = (node) => node.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && node.getClientRects().length > 0;
  const modal = document.querySelector("dialog[open]");
  const within = (node) => !modal || modal.contains(node);
  const nodes = [...document.querySelectorAll("body *")].filter((node) => seen(node) && within(node));
  const say = (node, fault) => faults.push(`${fault}: ${node.outerHTML.slice(0, 120)}`);
  const named = (node) => {
    const ids = (node.getAttribute("aria-labelledby") || "").split(/\s+/).filter(Boolean);
    const words = [node.getAttribute("aria-label"), ...ids.map((id) => document.getElementById(id)?.textContent), node.getAttribute("alt"),
      ...[...(node.labels || [])].map((label) => label.textContent), /^(BUTTON|A|SUMMARY)$/.test(node.tagName) || node.hasAttribute("role") ? node.textContent : ""];
    return words.some((text) => text && text.trim());
  };
  const controls = "button, a[href], input, textarea, select, summary, [role=tab], [role=option], [role=combobox], [role=dialog], dialog, [role=region]";
  for (const node of nodes.filter((one) => one.matches(controls))) if (!named(node)) say(node, "no name");
  for (const node of nodes.filter((one) => one.tagName === "IMG")) if (!node.hasAttribute("alt")) say(node, "no alt");
  const ids = [...document.querySelectorAll("[id]")].map((node) => node.id);
  for (const id of new Set(ids.filter((one, at) => ids.indexOf(one) !== at))) faults.push(`id twice: ${id}`);
  for (const node of nodes) {
    for (const attribute of ["aria-labelledby", "aria-describedby", "aria-controls", "aria-activedescendant"]) {
      for (const id of (node.getAttribute(attribute) || "").split(/\s+/).filter(Boolean)) if (!document.getElementById(id)) say(node, `${attribute} leads nowhere`);
    }
  }

  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgba = (color) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const over = ([r, g, b, a], under) => [r, g, b].map((channel, at) => channel * a + under[at] * (1 - a));
  const paper = (node) => {
    const layers = [];
    for (let at = node; at; at = at.parentElement) layers.push(rgba(getComputedStyle(at).backgroundColor));
    return layers.reverse().reduce((under, layer) => over(layer, under), [255, 255, 255]);
  };
  const light = (color) => color.map((channel) => channel / 255).map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
    .reduce((sum, channel, at) => sum + channel * [0.2126, 0.7152, 0.0722][at], 0);
  for (const node of nodes) {
    const words = [...node.childNodes].some((child) => child.nodeType === 3 && child.textContent.trim());
    const style = getComputedStyle(node);
    if (!words || node.closest(":disabled, .sr, .skip, .emoji, option") || node.clientWidth < 2) continue;
    const under = paper(node);
    const [a, b] = [light(over(rgba(style.color), under)), light(under)].sort((x, y) => y - x);
    const large = parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.66 && Number(style.fontWeight) >= 700);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < (large ? 3 : 4.5)) say(node, `contrast ${ratio.toFixed(2)}`);
  }
  return faults;
}
