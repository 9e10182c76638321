// Everything works without this. It keeps what is typed while it is typed, sends a form once, and
// prints.
"use strict";
const PAUSE = 1500; // milliseconds without a key until the words are kept
const sent = new Set();

function keep(form, last) {
  if (sent.has(form)) return;
  const words = new FormData();
  for (const field of form.elements) {
    if (field.name && field.type !== "file" && field.type !== "hidden" && field.tagName !== "BUTTON") words.append(field.name, field.value);
  }
  const body = new URLSearchParams(words);
  fetch(form.dataset.keep, { method: "POST", body, redirect: "manual", keepalive: last })
    .then((answer) => {
      const mark = form.querySelector("[data-kept]");
      if (mark) mark.hidden = !(answer.type === "opaqueredirect" || answer.ok);
    })
    .catch(() => {});
}

for (const form of document.querySelectorAll("form[data-keep]")) {
  let waiting = 0;
  form.addEventListener("input", (event) => {
    if (event.target.type === "file") return;
    clearTimeout(waiting);
    waiting = setTimeout(() => { waiting = 0; keep(form, false); }, PAUSE);
  });
  form.addEventListener("submit", () => { clearTimeout(waiting); waiting = 0; sent.add(form); });
  addEventListener("pagehide", () => { if (waiting) keep(form, true); });
}

for (const form of document.querySelectorAll("form[method=post]")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "1";
  });
}
addEventListener("pageshow", () => { // come back to by the back button
  sent.clear();
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
for (const text of document.querySelectorAll("[data-whole]")) text.addEventListener("focus", () => text.select());
