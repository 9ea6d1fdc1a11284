// Keeps a page fresh without reloading it, marks it when the hub is away, and gives the room's buttons their keys.
"use strict";

const every = Number(document.body.dataset.every) * 1000;
let missed = 0;
let heard = (document.querySelector("[data-call]") || { dataset: {} }).dataset.call;

function busy() {
  const at = document.activeElement;
  return at && at.tagName === "INPUT" && at.value !== "";
}

// Two soft tones, made here; a browser may keep silent until somebody has touched the screen once.
function chime() {
  const audio = new AudioContext();
  [[659, 0], [523, 0.35]].forEach(([pitch, start]) => {
    const tone = audio.createOscillator();
    const loud = audio.createGain();
    tone.frequency.value = pitch;
    loud.gain.setValueAtTime(0.25, audio.currentTime + start);
    loud.gain.exponentialRampToValueAtTime(0.001, audio.currentTime + start + 0.9);
    tone.connect(loud).connect(audio.destination);
    tone.start(audio.currentTime + start);
    tone.stop(audio.currentTime + start + 1);
  });
}

async function refresh() {
  try {
    const url = new URL(location.href);
    url.searchParams.delete("said");
    const answer = await fetch(url, { cache: "no-store", credentials: "same-origin" });
    if (answer.status === 429) { return; }
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("main");
    const shown = document.querySelector("main");
    missed = 0;
    document.body.classList.remove("stale");
    if (fresh && !busy() && fresh.innerHTML !== shown.innerHTML) {
      const focused = document.activeElement && document.activeElement.dataset.key;
      shown.replaceWith(document.adoptNode(fresh));
      if (focused) { (document.querySelector(`[data-key="${focused}"]`) || document.body).focus(); }
    }
    const call = (document.querySelector("[data-call]") || { dataset: {} }).dataset.call;
    if (call && call !== heard && new URLSearchParams(location.search).has("sound")) { chime(); }
    heard = call;
  } catch {
    missed += 1;
    if (missed >= 3) { document.body.classList.add("stale"); }
  }
}

document.addEventListener("keydown", (event) => {
  const inside = event.target.tagName;
  if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || inside === "INPUT") { return; }
  if (event.key === "Enter" && inside === "BUTTON") { return; }
  const button = document.querySelector(`button[data-key="${event.key.toLowerCase()}"]:not(:disabled)`);
  if (button) { event.preventDefault(); button.click(); }
});

if (every) { setInterval(refresh, every); }
