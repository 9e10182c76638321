// Draws the conversation: one list item per entry, redrawn only when it changed.

import { words } from "./words.js";

const PAUSE_MS = 5 * 60 * 1000;
const clock = new Intl.DateTimeFormat("zh-CN", {
  timeZone: "Asia/Shanghai",
  month: "numeric",
  day: "numeric",
  hour: "2-digit",
  minute: "2-digit",
});
const SIDES = { message: "mine", event: "middle", notice: "middle", passive: "theirs", pushed: "theirs" };
const LINK = /(https?:\/\/[\w\-.~:/?#@!$&'()*+,;=%]+)/;

export class Log {
  constructor(list) {
    this.list = list;
    this.drawn = new Map();
    this.lastAt = 0;
  }

  begin(myAvatar) {
    this.myAvatar = myAvatar;
    this.list.replaceChildren();
    this.drawn.clear();
    this.lastAt = 0;
  }

  show(entries) {
    const atEnd = this.list.scrollHeight - this.list.scrollTop - this.list.clientHeight < 80;
    let grown = false;
    for (const entry of entries) {
      grown = this.draw(entry) || grown;
    }
    if (grown && atEnd) {
      this.toEnd();
    }
  }

  toEnd() {
    this.list.scrollTop = this.list.scrollHeight;
  }

  draw(entry) {
    const looks = JSON.stringify(entry);
    const before = this.drawn.get(entry.number);
    if (before?.looks === looks) {
      return false;
    }
    const item = this.bubble(entry);
    if (before) {
      before.item.replaceWith(item);
    } else {
      this.pause(new Date(entry.at));
      this.list.append(item);
    }
    this.drawn.set(entry.number, { looks, item });
    return true;
  }

  pause(at) {
    if (at - this.lastAt > PAUSE_MS) {
      this.list.append(element("li", "time", clock.format(at)));
    }
    this.lastAt = at;
  }

  bubble(entry) {
    const side = SIDES[entry.via];
    const item = element("li", side);
    const body = element("div", "body");
    body.append(entry.kind === "image" ? this.thumbnail(entry) : said(entry));
    if (words[entry.via]) {
      body.append(element("small", "source", words[entry.via]));
    }
    const story = entry.delivery?.story;
    if (story) {
      body.append(element("small", `story ${entry.delivery.state}`, story));
    }
    item.append(body);
    if (side === "mine") {
      item.append(this.myAvatar.cloneNode(true));
    } else if (side === "theirs") {
      item.prepend(element("span", "avatar service", words.service_avatar));
    }
    return item;
  }

  thumbnail(entry) {
    const link = anchor(`/pictures/${entry.media_id}`);
    link.className = "photo";
    const image = element("img", "");
    image.src = link.href;
    image.alt = words.photo;
    image.addEventListener("load", () => this.toEnd(), { once: true });
    link.append(image);
    return link;
  }
}

function element(tag, className, text = "") {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}

function anchor(address, text = "") {
  const link = element("a", "", text);
  link.href = address;
  link.target = "_blank";
  link.rel = "noopener noreferrer";
  return link;
}

function said(entry) {
  const plain = entry.kind === "text" || entry.via === "event";
  const paragraph = element("p", plain ? "words" : "words card");
  const pieces = entry.caption.split(LINK);
  paragraph.append(...pieces.map((piece, place) => (place % 2 ? anchor(piece, piece) : piece)));
  return paragraph;
}
