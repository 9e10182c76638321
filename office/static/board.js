// The board works without this file. It takes single keys, and tells colleagues who works on what.
"use strict";

const marked = (key) => document.querySelector(`[data-key="${CSS.escape(key)}"]`);

function isTyping(target) {
  return target.matches("textarea, select, input:not([type=checkbox])");
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    document.activeElement.blur();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.isComposing || event.repeat || isTyping(event.target)) return;
  const wanted = marked(event.key);
  if (!wanted) return;
  event.preventDefault();
  if (wanted.name === "number") return wanted.focus();
  wanted.click();
  const form = wanted.tagName === "SUMMARY" && wanted.parentElement.open && wanted.parentElement;
  const field = form && (form.querySelector("textarea, select") || form.querySelector("input:not([type=hidden])"));
  if (field) field.focus();
});

// Ctrl+Enter sends the form one is writing in.
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.form) {
    event.target.form.requestSubmit();
  }
});

// What is ticked stays ticked while one goes from report to report.
const ticks = [...document.querySelectorAll('.queue input[name="report"]')];
const kept = new Set(JSON.parse(sessionStorage.getItem("ticked") || "[]"));
for (const tick of ticks) {
  tick.checked = tick.checked || kept.has(tick.value);
  tick.addEventListener("change", () => {
    const now = ticks.filter((each) => each.checked).map((each) => each.value);
    sessionStorage.setItem("ticked", JSON.stringify(now));
  });
}
const many = document.getElementById("many");
if (many) many.addEventListener("submit", () => sessionStorage.removeItem("ticked"));

const current = document.querySelector(".queue a[aria-current]");
if (current && current.closest("ol")) current.scrollIntoView({ block: "nearest" });

// Says that this report is being worked on, again each minute, and lets go when the page is left.
const holding = document.querySelector("[data-hold]");

async function hold() {
  if (document.hidden) return;
  const answer = await fetch(holding.action, {
    method: "POST",
    headers: { Accept: "application/json" },
    body: new FormData(holding),
  });
  if (!answer.ok || answer.redirected) return;
  const { told } = await answer.json();
  holding.querySelector("[data-told]").textContent = told;
  holding.querySelector(".flash").hidden = told === "";
}

if (holding && !holding.elements.over) {
  const tryHolding = () => hold().catch(() => {});
  tryHolding();
  setInterval(tryHolding, 60_000);
  addEventListener("pagehide", () => {
    navigator.sendBeacon(holding.dataset.release, new FormData(holding));
  });
}
