// The faults panel: sets troubles, shows what is still set, counts API calls.

import { get, post, remove } from "./platform.js";
import { say, words } from "./words.js";

const POLL_MS = 2000;

function line(tag, ...cells) {
  const row = document.createElement(tag);
  row.append(...cells);
  return row;
}

function labelOf(fault) {
  const fits = (button) => {
    const offered = JSON.parse(button.dataset.fault);
    return Object.entries(offered).every(([name, value]) => name === "times" || fault[name] === value);
  };
  const button = [...document.querySelectorAll("[data-fault]")].find(fits);
  return button?.dataset.label.replace(/（.*/, "") ?? fault.kind;
}

function takeBack(fault, attempt) {
  const button = line("button", words.take_back);
  button.type = "button";
  button.addEventListener("click", () =>
    attempt(async () => showSet(await remove(`/control/faults?number=${fault.number}`), attempt)),
  );
  const label = labelOf(fault);
  const lasts = fault.until || ["clock_skew", "unverified"].includes(fault.kind);
  return line("p", lasts ? label : say("times_left", label, fault.times), button);
}

function showSet(faults, attempt) {
  document.querySelector("#set-faults").replaceChildren(...faults.map((one) => takeBack(one, attempt)));
}

function showCalls(calls) {
  const rows = Object.entries(calls).map(([path, outcomes]) => {
    const told = Object.entries(outcomes).map(([outcome, times]) => `${outcome} × ${times}`);
    return line("tr", line("td", path), line("td", told.join("，")));
  });
  document.querySelector("#calls tbody").replaceChildren(...rows);
}

export function watchFaults(attempt, complain, channel) {
  const refresh = async () => {
    showSet(await get("/control/faults"), attempt);
    showCalls(await get("/control/calls"));
  };
  const posting = (selector, request) => {
    for (const button of document.querySelectorAll(selector)) {
      button.addEventListener("click", () =>
        attempt(async () => {
          await post(...request(button));
          await refresh();
        }),
      );
    }
  };
  posting("[data-fault]", (button) => ["/control/faults", JSON.parse(button.dataset.fault)]);
  posting("[data-act]", (button) => [button.dataset.act, {}]);
  posting("[data-release]", (button) => ["/control/release", { order: button.dataset.release }]);
  document.querySelector("#check").addEventListener("click", async () => {
    const { ok, trouble } = await post("/control/verify", { channel: channel() });
    complain(ok ? words.check_passed : say("check_failed", trouble));
  });
  attempt(refresh);
  setInterval(() => refresh().catch(() => {}), POLL_MS);
}
