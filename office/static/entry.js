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
  batch.addEventListener("change", (event) => {
    if (event.target.type !== "file") saving = saving.then(save).catch(() => {});
  });
  // A press of a button waits for the save on its way: its version would be an old one.
  let waited = false;
  batch.addEventListener("submit", (event) => {
    if (waited) return;
    event.preventDefault();
    waited = true;
    saving.finally(() => batch.requestSubmit(event.submitter));
  });
}
