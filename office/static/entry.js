// Everything works without this file. It takes dropped photos and keeps a batch's work as it grows.
"use strict";

for (const zone of document.querySelectorAll("[data-drop]")) {
  const input = zone.querySelector("input[type=file]");
  const mark = (over) => (event) => {
    event.preventDefault();
    zone.classList.toggle("over", over);
  };
  zone.addEventListener("dragover", mark(true));
  zone.addEventListener("dragleave", mark(false));
  zone.addEventListener("drop", (event) => {
    mark(false)(event);
    input.files = event.dataTransfer.files;
  });
}

const batch = document.querySelector("form.batch");

async function save() {
  const work = new FormData(batch);
  work.delete("files");
  work.set("do", "keep");
  const answer = await fetch(batch.action, { method: "POST", body: work });
  if (!answer.ok || answer.redirected) return;
  batch.elements.version.value = (await answer.json()).version;
}

if (batch) {
  let saving = Promise.resolve();
  let waiting = 0;
  batch.addEventListener("change", (event) => {
    if (event.target.type === "file") return;
    waiting += 1;
    saving = saving.then(save).catch(() => {}).finally(() => { waiting -= 1; });
  });
  // A press of a button waits for the save on its way: its version would be an old one.
  batch.addEventListener("submit", (event) => {
    if (waiting === 0) return;
    event.preventDefault();
    saving.then(() => batch.requestSubmit(event.submitter));
  });
}
