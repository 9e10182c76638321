"""A script for a browser: what on the open page is hard to use, on a phone or without a mouse."""

# Returns a sentence for each fault. In a narrow window what a thumb presses is measured too: 40 px,
# or 24 px for a lone tick (WCAG 2.2, 2.5.8 Target Size).
PAGE_FAULTS = """() => {
  const faults = [];
  const told = (element) => `${element.localName}[${element.name || element.className}] `
    + (element.textContent || element.value || "").trim().slice(0, 20);
  const seen = (element) =>
    element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  if (document.documentElement.scrollWidth > innerWidth) faults.push("wider than the window");
  if (!document.querySelector("h1")) faults.push("no heading");
  const unscripted = (form) => form.querySelector("noscript")?.textContent || "";
  for (const form of document.forms)
    if (!form.querySelector("button") && !unscripted(form).includes("<button"))
      faults.push(`no button without script: ${form.action}`);
  const fields = "select, textarea, input:not([type=hidden], [hidden])";
  for (const field of document.querySelectorAll(fields))
    if (!field.labels.length && !field.getAttribute("aria-label"))
      faults.push(`no label: ${told(field)}`);
  for (const image of document.images)
    if (!image.hasAttribute("alt")) faults.push(`no words for a picture: ${image.src}`);
  if (innerWidth > 760) return faults;
  const pressed = "button, select, summary, textarea, nav a, input:not([type=hidden])";
  for (const element of document.querySelectorAll(pressed)) {
    if (!seen(element)) continue;
    const tick = ["checkbox", "radio"].includes(element.type);
    const part = tick && element.closest("label") || element;
    const least = tick && part === element ? 24 : 40;
    if (part.getBoundingClientRect().height < least) faults.push(`too low: ${told(element)}`);
  }
  return faults;
}"""
