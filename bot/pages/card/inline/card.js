"use strict";
// The page works without this file. It saves each field as it is filled in, keeps in the phone what
// could not be sent, and sends photos one by one.
(() => {
  const form = document.getElementById("card");
  const words = JSON.parse(document.getElementById("words").textContent);
  const fields = new Map([...form.querySelectorAll("fieldset")].map((box) => [box.dataset.id, box]));
  const key = "card-" + form.dataset.report;
  let waiting = {}; // field → {was, now, label, held}; `held`: a person must look at it first
  let isKept = true, isSending = false, isOver = false, timer = 0, pause = 0;
  document.documentElement.classList.add("js");

  // --- what the page holds ---------------------------------------------------------------------
  const inputs = (box) => [...box.querySelectorAll("[name='f-" + box.dataset.id + "']")];
  const isTyped = (box) => box.dataset.control === "typed";

  function read(box) {
    if (isTyped(box)) return inputs(box)[0].value.trim();
    return inputs(box).filter((input) => input.checked).map((input) => input.value).join("、");
  }

  function show(box, value) {
    if (isTyped(box)) inputs(box)[0].value = value;
    else {
      const chosen = box.dataset.control === "several" ? value.split("、") : [value];
      for (const input of inputs(box)) input.checked = chosen.includes(input.value);
    }
  }

  function say(box, sentence) {
    document.getElementById("said-" + box.dataset.id).textContent = sentence;
    for (const both of box.querySelectorAll(".both")) both.remove();
    for (const input of inputs(box)) input.toggleAttribute("aria-invalid", false);
    if (sentence) for (const input of inputs(box)) input.setAttribute("aria-invalid", "true");
  }

  function offerBoth(box, theirs) {
    const line = document.createElement("p");
    line.className = "both";
    const offer = (label, act) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = label;
      button.addEventListener("click", () => { say(box, ""); act(); keep(); count(); send(); });
      line.append(button);
    };
    offer(words.theirs, () => { delete waiting[box.dataset.id]; show(box, theirs); });
    offer(words.mine, () => { waiting[box.dataset.id].was = theirs; delete waiting[box.dataset.id].held; });
    document.getElementById("said-" + box.dataset.id).after(line);
  }

  function count() {
    const sub = fields.has("sub") ? read(fields.get("sub")) : "";
    const empty = [];
    for (const [id, box] of fields) {
      if (box.dataset.subs) box.hidden = !box.dataset.subs.split("|").includes(sub);
      const isOpen = !read(box) || (waiting[id] && waiting[id].held);
      if ("need" in box.dataset && !box.hidden && isOpen) empty.push(id);
    }
    const left = document.getElementById("left");
    left.textContent = empty.length ? words.lacking.replace("0", empty.length) : words.full;
    left.setAttribute("href", empty.length ? "#at-" + empty[0] : "#photos");
    document.getElementById("bar").classList.toggle("full", !empty.length);
  }

  function tell(sentence, isBad) {
    const state = document.getElementById("state");
    state.textContent = sentence;
    state.classList.toggle("bad", Boolean(isBad));
  }

  // --- what the phone keeps ----------------------------------------------------------------------
  function keep() {
    try {
      if (Object.keys(waiting).length) localStorage.setItem(key, JSON.stringify(waiting));
      else localStorage.removeItem(key);
      isKept = true;
    } catch { isKept = false; }
  }

  function recall() {
    const strays = [];
    try { waiting = JSON.parse(localStorage.getItem(key)) || {}; } catch { waiting = {}; }
    for (const [id, each] of Object.entries(waiting)) {
      const box = fields.get(id);
      if (!box || box.disabled) {
        strays.push(each.label + " " + each.now);
        delete waiting[id];
        continue;
      }
      show(box, each.now);
      if (each.held) say(box, each.held);
      if (each.held && "theirs" in each) delete each.held; // ask again how it stands now
    }
    if (strays.length) tell(words.strays + strays.join("；"), true);
    else keep();
  }

  // --- saving ------------------------------------------------------------------------------------
  function changed(box, isDone) {
    const before = waiting[box.dataset.id];
    waiting[box.dataset.id] = {
      was: before ? before.was : box.dataset.seen,
      now: read(box),
      label: box.querySelector("legend").firstChild.textContent,
    };
    const note = box.querySelector(".note");
    if (note) note.remove();
    say(box, "");
    keep();
    count();
    clearTimeout(timer);
    timer = setTimeout(send, isDone ? 0 : 900);
  }

  async function send() {
    clearTimeout(timer);
    const sent = Object.fromEntries(Object.entries(waiting).filter(([, each]) => !each.held)
      .map(([id, each]) => [id, { ...each }]));
    const isAnyHeld = Object.values(waiting).some((each) => each.held);
    if (isOver || isSending) return;
    if (!Object.keys(sent).length) {
      if (isAnyHeld) tell(words.look, true);
      return;
    }
    isSending = true;
    tell(words.saving);
    const body = new URLSearchParams({ card: form.elements.card.value });
    for (const [id, each] of Object.entries(sent)) {
      body.append("was-" + id, each.was);
      body.append("f-" + id, each.now);
    }
    const answer = await post(body);
    isSending = false;
    if (!answer) return later();
    pause = 0;
    if (answer.standing) take(answer, sent);
    else { isOver = true; tell(answer.sentence, true); }
  }

  async function post(body) {
    const patience = new AbortController();
    const timeout = setTimeout(() => patience.abort(), 20000);
    try {
      const response = await fetch(form.action, {
        method: "POST", body, headers: { Accept: "application/json" }, signal: patience.signal,
      });
      return response.status < 500 ? await response.json() : null;
    } catch { return null; } finally { clearTimeout(timeout); }
  }

  function later() {
    tell(isKept ? words.offline : words.unkept, true);
    pause = Math.min(60000, pause * 2 || 3000);
    timer = setTimeout(send, pause);
  }

  function take(answer, sent) {
    for (const [id, each] of Object.entries(sent)) {
      const box = fields.get(id), now = waiting[id], stands = answer.standing[id];
      if (!now) continue;
      if (now.now !== each.now) { now.was = id in answer.clashing ? now.was : stands; continue; }
      const held = answer.refused[id] || answer.clashing[id];
      if (!held) { delete waiting[id]; continue; }
      now.held = held;
      say(box, held);
      if (id in answer.clashing) { now.theirs = stands; offerBoth(box, stands); }
    }
    for (const [id, stands] of Object.entries(answer.standing)) {
      const box = fields.get(id);
      if (!box) continue;
      box.dataset.seen = stands;
      form.elements["was-" + id].value = stands;
      if (!waiting[id] && !(isTyped(box) && box.contains(document.activeElement))) show(box, stands);
    }
    keep();
    count();
    const rest = Object.values(waiting);
    if (rest.some((each) => !each.held)) send();
    else if (rest.length) tell(words.look, true);
    else tell(words.saved);
  }

  const again = () => { if (!document.hidden) { pause = 0; send(); next(); } };
  form.addEventListener("input", (event) => {
    const box = event.target.closest("fieldset");
    if (!box) return;
    if (event.target.type === "checkbox" && event.target.checked) { // 没看到 stands alone
      const isUnseen = event.target.value === words.unseen;
      for (const input of inputs(box)) {
        if (input !== event.target && (isUnseen || input.value === words.unseen)) input.checked = false;
      }
    }
    changed(box, !isTyped(box));
  });
  form.addEventListener("change", (event) => {
    const box = event.target.closest("fieldset");
    if (box && isTyped(box) && waiting[box.dataset.id]) send();
  });
  form.addEventListener("focusout", (event) => {
    const box = event.target.closest("fieldset");
    if (box && isTyped(box) && !waiting[box.dataset.id]) show(box, box.dataset.seen);
  });
  form.addEventListener("click", (event) => {
    const button = event.target.closest("button[name^='unseen-']");
    if (!button) return;
    event.preventDefault();
    const box = button.closest("fieldset");
    show(box, words.unseen);
    changed(box, true);
  });
  form.addEventListener("submit", (event) => { event.preventDefault(); send(); });
  addEventListener("online", again);
  document.addEventListener("visibilitychange", again);

  // --- photos ------------------------------------------------------------------------------------
  const upload = document.getElementById("upload");
  const sending = document.getElementById("sending");
  const said = document.getElementById("photo-said");
  const queue = [];
  let isUploading = false, photoTimer = 0;

  function tellPhoto(sentence, isGood) {
    said.textContent = sentence;
    said.classList.toggle("good", Boolean(isGood));
  }

  function next() {
    clearTimeout(photoTimer);
    if (isUploading || !queue.length) return;
    isUploading = true;
    sending.hidden = false;
    tellPhoto(words.sending.replace("0", queue.length), true);
    const request = new XMLHttpRequest(), body = new FormData();
    body.append("photo", queue[0]);
    request.open("POST", upload.action);
    request.setRequestHeader("Accept", "application/json");
    request.responseType = "json";
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) sending.firstChild.value = 100 * event.loaded / event.total;
    };
    request.onloadend = () => {
      isUploading = false;
      sending.hidden = true;
      const answer = request.response;
      if (!answer || request.status >= 500) {
        tellPhoto(answer ? answer.sentence : words.photoLater);
        photoTimer = setTimeout(next, 10000);
        return;
      }
      queue.shift();
      if (answer.count) document.getElementById("count").textContent = answer.count;
      tellPhoto(answer.sentence, request.status < 400);
      if (request.status < 400) next();
    };
    request.send(body);
  }

  upload.addEventListener("change", (event) => {
    for (const file of event.target.files) {
      if (file.size > form.dataset.most) tellPhoto(words.tooBig);
      else queue.push(file);
    }
    event.target.value = "";
    next();
  });

  recall();
  count();
  if (Object.values(waiting).some((each) => !each.held)) send();
})();
