// Everything works without this file. It tells an open inbox that something new has come, and ticks
// all its reports at once.
"use strict";

const hint = document.querySelector("[data-news]");

async function lookForNews() {
  if (document.hidden) return;
  const answer = await fetch(hint.dataset.news, { headers: { Accept: "application/json" } });
  if (!answer.ok || answer.redirected) return;
  const { newer } = await answer.json();
  hint.querySelector("b").textContent = newer > 1000 ? "1000+" : String(newer);
  hint.hidden = newer === 0;
}

if (hint) {
  setInterval(() => lookForNews().catch(() => {}), 20_000);
}

// Ticks every report of the page at once, or none.
const all = document.querySelector("[data-all]");

if (all) {
  const ticks = () => document.querySelectorAll("input[form=many][name=report]");
  all.hidden = false;
  all.querySelector("input").addEventListener("change", ({ target }) => {
    for (const tick of ticks()) tick.checked = target.checked;
  });
}

// Copies the words of a text box; without the clipboard's leave they are selected, ready to copy.
const copy = document.querySelector("[data-copy]");

if (copy) {
  copy.hidden = false;
  copy.addEventListener("click", async () => {
    const box = document.getElementById(copy.dataset.copy);
    box.select();
    const done = navigator.clipboard
      ? await navigator.clipboard.writeText(box.value).then(() => true, () => false)
      : document.execCommand("copy");
    if (done) copy.textContent = "复制好了";
  });
}
