"""A script for a browser: which words stand out too little from their ground."""

# Returns the words whose contrast is below WCAG's AA, 4.5 to 1.
FAINT_WORDS = """() => {
  const parts = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const bright = (colour) => {
    const [r, g, b] = parts(colour).map((part) => part / 255)
      .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      if (parts(colour)[3] !== 0) return colour;
    }
    return "rgb(255, 255, 255)";
  };
  const faint = [];
  for (const element of document.body.querySelectorAll("*")) {
    const text = element.value && element.type === "text" ? element.value
      : [...element.childNodes].filter((node) => node.nodeType === 3)
        .map((node) => node.data.trim()).join("");
    if (!text || !element.checkVisibility() || element.localName === "script") continue;
    const [low, high] = [bright(getComputedStyle(element).color), bright(ground(element))]
      .sort((a, b) => a - b);
    if ((high + 0.05) / (low + 0.05) < 4.5) faint.push(text);
  }
  return faint;
}"""
