// Everything works without this. It keeps what is typed, gathers files one after another (some
// phones give only one at a time) and shows how far they have come.
"use strict";
document.documentElement.classList.add("js");
const form = document.getElementById("form");
const problems = document.getElementById("problems");
const chosen = document.getElementById("chosen");
const progress = document.getElementById("progress");
const send = document.getElementById("send");
const more = document.getElementById("more");
const input = form.querySelector("input[type=file]");
const MEGABYTE = 1 << 20;
const drafts = `essay-${form.dataset.key}`;
let files = [];

function say(sentences) {
  problems.hidden = sentences.length === 0;
  problems.firstElementChild.replaceChildren(...sentences.map((sentence) => {
    const line = document.createElement("li");
    line.textContent = sentence;
    return line;
  }));
  if (sentences.length) problems.scrollIntoView({ block: "center" });
}

// A browser may refuse to store anything: then the words live as long as the page.
function stored(act) {
  try { return act(localStorage); } catch { return null; }
}

function keep() {
  const words = { title: form.title.value, text: form.text.value };
  stored((room) => room.setItem(drafts, JSON.stringify(words)));
}

function restore() {
  const kept = JSON.parse(stored((room) => room.getItem(drafts)) || "null");
  if (!kept || !problems.hidden || kept.text === form.text.value) return;
  form.title.value = kept.title || form.title.value;
  form.text.value = kept.text;
  document.getElementById("kept").hidden = false;
  if (more) more.open = true;
}

function how_much(size) {
  const kilobytes = Math.max(1, Math.floor(size / 1024));
  return size < MEGABYTE ? `${kilobytes}KB` : `${(size / MEGABYTE).toFixed(1)}兆`;
}

function list() {
  chosen.replaceChildren(...files.map((file, place) => {
    const line = document.createElement("li");
    const name = document.createElement("span");
    const drop = document.createElement("button");
    name.className = "name";
    name.textContent = `${file.name}（${how_much(file.size)}）`;
    drop.type = "button";
    drop.textContent = "去掉";
    drop.setAttribute("aria-label", `去掉${file.name}`);
    drop.addEventListener("click", () => { files.splice(place, 1); list(); });
    line.append(name, drop);
    return line;
  }));
}

function take() {
  const { largest, together, mostFiles, tooBig, tooMany, tooMuch } = form.dataset;
  const said = [];
  for (const file of input.files) {
    if (files.some((known) => known.name === file.name && known.size === file.size)) continue;
    if (file.size > largest * MEGABYTE) said.push(tooBig.replace("NAME", file.name));
    else files.push(file);
  }
  if (files.length > mostFiles) { files.length = mostFiles; said.push(tooMany); }
  if (files.reduce((sum, file) => sum + file.size, 0) > together * MEGABYTE) said.push(tooMuch);
  input.value = "";
  say(said);
  list();
}

function ended(request) {
  send.disabled = false;
  progress.hidden = true;
  const answer = request.response;
  if (request.status === 200 && answer && answer.next) {
    stored((room) => room.removeItem(drafts));
    location.replace(answer.next);
  } else say(answer && answer.sentences ? answer.sentences : [form.dataset.offline]);
}

function hand_in(event) {
  event.preventDefault();
  const body = new FormData();
  for (const name of ["title", "text", "earlier"]) body.append(name, form.elements[name].value);
  for (const file of files) body.append("files", file, file.name);
  const request = new XMLHttpRequest();
  request.open("POST", form.action);
  request.setRequestHeader("Accept", "application/json");
  request.responseType = "json";
  request.upload.addEventListener("progress", (sent) => {
    if (sent.lengthComputable) progress.value = sent.loaded / sent.total;
  });
  request.addEventListener("loadend", () => ended(request));
  say([]);
  send.disabled = true;
  progress.value = 0;
  progress.hidden = files.length === 0;
  request.send(body);
}

if (document.querySelector("[data-sent]")) stored((room) => room.removeItem(drafts));
restore();
form.addEventListener("input", (event) => { if (event.target !== input) keep(); });
input.addEventListener("change", take);
form.addEventListener("submit", hand_in);
