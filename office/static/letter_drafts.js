// Everything works without this file. It puts a unit into its field by one click, and lets a finger
// or a mouse mark what is to be unreadable in a photo. Marks are numbers, as
// casework/photo_marks.py reads them: thousandths of the width, the height, the longer side.
"use strict";

for (const choices of document.querySelectorAll("[data-fill]")) {
  const field = document.querySelector(`[name=${choices.dataset.fill}]`);
  choices.hidden = false;
  for (const choice of choices.querySelectorAll("button")) {
    choice.disabled = false;
    choice.addEventListener("click", () => { field.value = choice.textContent.trim(); });
  }
}

const form = document.querySelector("form.brush");

function brush() {
  const photo = form.querySelector(".canvas img");
  const canvas = form.querySelector("canvas");
  const field = form.elements.marks;
  const marks = field.value ? field.value.split(";") : [];
  const ink = canvas.getContext("2d");
  let stroke = null;

  const thousandth = (value) => Math.max(0, Math.min(1000, Math.round(value * 1000)));
  const across = (value) => (value / 1000) * canvas.width;
  const down = (value) => (value / 1000) * canvas.height;

  function paint(mark) {
    const [name, ...numbers] = mark.split(" ");
    const n = numbers.map(Number);
    if (name === "box") {
      ink.fillRect(across(n[0]), down(n[1]), across(n[2] - n[0]), down(n[3] - n[1]));
      return;
    }
    ink.lineWidth = (2 * n[0] * Math.max(canvas.width, canvas.height)) / 1000;
    ink.beginPath();
    ink.moveTo(across(n[1]), down(n[2]));
    ink.lineTo(across(n[1]), down(n[2]));
    for (let i = 3; i < n.length; i += 2) ink.lineTo(across(n[i]), down(n[i + 1]));
    ink.stroke();
  }

  function show() {
    canvas.width = photo.clientWidth;
    canvas.height = photo.clientHeight;
    ink.lineCap = ink.lineJoin = "round";
    ink.strokeStyle = ink.fillStyle = "#b3261e";
    for (const mark of stroke ? [...marks, stroke.join(" ")] : marks) paint(mark);
    field.value = marks.join(";");
  }

  function point(event) {
    const frame = canvas.getBoundingClientRect();
    return [
      thousandth((event.clientX - frame.left) / frame.width),
      thousandth((event.clientY - frame.top) / frame.height),
    ];
  }

  canvas.hidden = false;
  form.querySelector("[data-brush]").hidden = false;
  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    stroke = ["brush", form.elements.thick.value, ...point(event)];
    show();
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!stroke) return;
    const [x, y] = point(event);
    if (stroke.at(-2) === x && stroke.at(-1) === y) return;
    stroke.push(x, y);
    show();
  });
  const lift = () => {
    if (stroke) marks.push(stroke.join(" "));
    stroke = null;
    show();
  };
  canvas.addEventListener("pointerup", lift);
  canvas.addEventListener("pointercancel", lift);
  form.querySelector("[data-undo]").addEventListener("click", () => { marks.pop(); show(); });
  form.querySelector("[data-clear]").addEventListener("click", () => { marks.length = 0; show(); });
  addEventListener("resize", show);
  show();
}

if (form) {
  const photo = form.querySelector(".canvas img");
  if (photo.complete) brush();
  else photo.addEventListener("load", brush);
}
