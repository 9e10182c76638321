// The chat: who writes from where, what is sent, what came back.

import { Log } from "./bubbles.js";
import { watchFaults } from "./faults.js";
import { watchMenu } from "./menu.js";
import { get, post, upload } from "./platform.js";
import { say } from "./words.js";

const POLL_MS = 500;
const MESSAGE_TYPES = { video: "video", audio: "voice" };
const one = (selector) => document.querySelector(selector);
const all = (selector) => [...document.querySelectorAll(selector)];
const log = new Log(one("#log"));
// `tapped`: the menu's item whose photos or place are being chosen.
const chosen = { channel: "official", person: one(".person"), revision: -1, tapped: null };

const address = () =>
  chosen.channel === "official" ? chosen.person.dataset.openid : chosen.person.dataset.userid;

function complain(text) {
  one("#alert").textContent = text;
  one("#alert").hidden = !text;
}

async function refresh() {
  const asked = `${chosen.channel}/${encodeURIComponent(address())}`;
  const path = `/control/conversation/${asked}?since=${chosen.revision}`;
  const { revision, entries } = await get(path);
  if (asked !== `${chosen.channel}/${encodeURIComponent(address())}`) {
    return;
  }
  chosen.revision = revision;
  if (entries) {
    log.show(entries);
  }
}

async function attempt(action) {
  try {
    await action();
    complain("");
  } catch (error) {
    complain(say("went_wrong", error.message));
  }
}

const act = (path, form) =>
  attempt(async () => {
    await post(path, { channel: chosen.channel, sender: address(), wait: false, ...form });
    await refresh();
    log.toEnd();
  });
const send = (form) => act("/control/send", form);
const tap = (form) => act("/control/tap", form);
const refreshMenu = watchMenu(() => chosen.channel, tapItem);

function tapItem(item) {
  const asks = item.type.startsWith("pic_") ? "samples" : item.type === "location_select" ? "places" : "";
  if (asks) {
    openPanel(asks);
    chosen.tapped = item.key;
  } else {
    openPanel("");
    tap({ key: item.key ?? item.url });
  }
}

function switchTo({ channel = chosen.channel, person = chosen.person }) {
  Object.assign(chosen, { channel, person, revision: -1 });
  for (const tab of all("[data-channel]")) {
    tab.setAttribute("aria-pressed", tab.dataset.channel === channel);
  }
  for (const each of all(".person")) {
    each.setAttribute("aria-pressed", each === person);
  }
  for (const tool of all("[data-only]")) {
    tool.hidden = tool.dataset.only !== channel;
  }
  one("#who").textContent = say("you_are", person.dataset.name);
  history.replaceState(null, "", `#${channel}/${person.dataset.userid}`);
  log.begin(person.querySelector(".avatar"));
  attempt(async () => {
    await refreshMenu();
    await refresh();
    log.toEnd();
  });
}

function openPanel(name) {
  chosen.tapped = null;
  for (const button of all("[data-panel]")) {
    const panel = one(`#panel-${button.dataset.panel}`);
    panel.hidden = button.dataset.panel !== name;
    button.setAttribute("aria-expanded", !panel.hidden);
  }
  log.toEnd();
}

const togglePanel = (name) => openPanel(one(`#panel-${name}`).hidden ? name : "");

function onClick(selector, action) {
  for (const button of all(selector)) {
    button.addEventListener("click", () => action(button));
  }
}

function wirePeople() {
  onClick("[data-channel]", (tab) => switchTo({ channel: tab.dataset.channel }));
  onClick(".person", (person) => {
    switchTo({ person });
    one("#people").classList.remove("open");
  });
  onClick("#open-people", () => one("#people").classList.add("open"));
  onClick("#open-faults", () => one("#faults").classList.add("open"));
  onClick("[data-close]", (button) => one(`#${button.dataset.close}`).classList.remove("open"));
}

function wireWords() {
  const text = one("#text");
  one("#composer").addEventListener("submit", (event) => {
    event.preventDefault();
    if (text.value.trim()) {
      send({ type: "text", text: text.value });
      text.value = "";
    }
  });
  text.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      one("#composer").requestSubmit();
    }
  });
}

function wirePhotos() {
  const button = one("#send-samples");
  const picked = () => all(".sample[aria-pressed=true]");
  onClick(".sample", (sample) => {
    sample.setAttribute("aria-pressed", sample.getAttribute("aria-pressed") !== "true");
    button.disabled = picked().length === 0;
    button.textContent = button.disabled
      ? say("send_photos")
      : say("send_some_photos", picked().length);
  });
  button.addEventListener("click", async () => {
    const photos = picked();
    const names = photos.map((sample) => sample.dataset.photo);
    const key = chosen.tapped;
    openPanel("");
    if (key) {
      await tap({ key, photos: names });
    }
    for (const sample of photos) {
      if (!key) {
        await send({ type: "image", photo: sample.dataset.photo });
      }
      sample.click();
    }
  });
  one("#album").addEventListener("change", async (event) => {
    const files = [...event.target.files];
    event.target.value = "";
    for (const file of files) {
      await attempt(async () => {
        const { media_id } = await upload(chosen.channel, file);
        await send({ type: MESSAGE_TYPES[file.type.split("/")[0]] ?? "image", media_id });
      });
    }
  });
}

function wirePlaces() {
  const place = one("#place");
  const fill = () => {
    const spot = place.selectedOptions[0];
    one("#latitude").value = spot.dataset.latitude;
    one("#longitude").value = spot.dataset.longitude;
  };
  place.addEventListener("change", fill);
  fill();
  one("#panel-places").addEventListener("submit", (event) => {
    event.preventDefault();
    const key = chosen.tapped;
    const spot = {
      latitude: Number(one("#latitude").value),
      longitude: Number(one("#longitude").value),
      label: place.value,
    };
    openPanel("");
    if (key) {
      tap({ key, ...spot });
    } else {
      send({ type: "location", ...spot });
    }
  });
}

function wireMore() {
  onClick("[data-panel]", (button) => togglePanel(button.dataset.panel));
  onClick("[data-send]", (button) => {
    openPanel("");
    send(JSON.parse(button.dataset.send));
  });
  one("#scan").addEventListener("submit", (event) => {
    event.preventDefault();
    openPanel("");
    send({ type: "scan", scene: one("#scene").value });
  });
}

function start() {
  wirePeople();
  wireWords();
  wirePhotos();
  wirePlaces();
  wireMore();
  watchFaults(attempt, complain, () => chosen.channel);
  const [channel, userid] = location.hash.slice(1).split("/");
  const person = all(".person").find((each) => each.dataset.userid === userid);
  switchTo({
    channel: channel === "work" ? "work" : "official",
    person: person ?? chosen.person,
  });
  setInterval(() => {
    if (!document.hidden) {
      refresh().catch(() => complain(say("gone")));
    }
  }, POLL_MS);
}

start();
