// The published menu: three buttons under the chat, their items popping up above them.

import { get } from "./platform.js";

const POLL_MS = 5000;
const nav = document.querySelector("#menu");
let shown = "";

function button(text, action) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = text;
  made.addEventListener("click", action);
  return made;
}

function close() {
  for (const column of nav.querySelectorAll("[aria-expanded=true]")) {
    column.setAttribute("aria-expanded", "false");
    column.nextElementSibling.hidden = true;
  }
}

function column({ name, sub_button: items, ...own }, tapped) {
  const cell = document.createElement("div");
  const items_ = items ?? [];
  if (items_.length === 0) {
    cell.append(button(name, () => tapped(own)));
    return cell;
  }
  const popup = document.createElement("div");
  popup.className = "popup";
  popup.hidden = true;
  popup.append(
    ...items_.map((item) =>
      button(item.name, () => {
        close();
        tapped(item);
      }),
    ),
  );
  const top = button(name, () => {
    const opens = popup.hidden;
    close();
    popup.hidden = !opens;
    top.setAttribute("aria-expanded", opens);
  });
  top.setAttribute("aria-expanded", "false");
  cell.append(top, popup);
  return cell;
}

// Calls `tapped` with the item; `channel` tells whose menu is shown. Returns what looks it up anew.
export function watchMenu(channel, tapped) {
  const refresh = async () => {
    const { button: columns } = await get(`/control/menu?channel=${channel()}`);
    const looks = JSON.stringify(columns);
    if (looks !== shown) {
      shown = looks;
      nav.hidden = columns.length === 0;
      nav.replaceChildren(...columns.map((each) => column(each, tapped)));
    }
  };
  document.addEventListener("click", (event) => nav.contains(event.target) || close());
  document.addEventListener("keydown", (event) => event.key === "Escape" && close());
  setInterval(() => refresh().catch(() => {}), POLL_MS);
  return refresh;
}
