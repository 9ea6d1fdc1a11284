// Keeps a page's living part fresh, marks it when the hub is away, finds a station by "/", moves pins on the map.
"use strict";

const every = Number(document.body.dataset.every) * 1000;
let missed = 0;

async function refresh() {
  const shown = document.getElementById("live");
  if (document.hidden || !shown || shown.contains(document.activeElement)) { return; }
  try {
    const address = new URL(location.href);
    ["said", "refused"].forEach((name) => address.searchParams.delete(name));
    address.searchParams.set("auto", "1");
    const answer = await fetch(address, { cache: "no-store", credentials: "same-origin" });
    if (answer.status === 401) { location.reload(); return; }
    if (!answer.ok) { throw new Error(answer.statusText); }
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    missed = 0;
    document.body.classList.remove("stale");
    [document.querySelector("aside nav"), document.querySelector(".top p"), shown].forEach((old, place) => {
      const made = [fresh.querySelector("aside nav"), fresh.querySelector(".top p"), fresh.getElementById("live")][place];
      if (old && made && old.innerHTML !== made.innerHTML) { old.replaceWith(document.adoptNode(made)); }
    });
  } catch {
    missed += 1;
    if (missed >= 2) { document.body.classList.add("stale"); }
  }
}
if (every) { setInterval(refresh, every); }

document.addEventListener("keydown", (event) => {
  const field = document.querySelector('[data-key="/"]');
  if (event.key === "/" && field && !/INPUT|TEXTAREA|SELECT/.test(event.target.tagName)) { event.preventDefault(); field.focus(); }
});

const board = document.querySelector(".board svg");
if (board) {
  let held = null;
  const field = (name, side) => document.querySelector(`[name="${side}_${name}"]`);
  board.addEventListener("pointerdown", (event) => {
    held = event.target.closest(".pin");
    if (held) { held.setPointerCapture(event.pointerId); event.preventDefault(); }
  });
  board.addEventListener("pointermove", (event) => {
    if (!held) { return; }
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(board.getScreenCTM().inverse());
    const across = Math.min(100, Math.max(0, (at.x - 40) / 9.2)), down = Math.min(100, Math.max(0, (at.y - 20) / 4.8));
    held.setAttribute("transform", `translate(${across * 9.2} ${down * 4.8})`);
    field(held.dataset.station, "across").value = across.toFixed(1);
    field(held.dataset.station, "down").value = down.toFixed(1);
  });
  board.addEventListener("pointerup", () => { held = null; });
}
