// On a timeline: opens the part in which an event of the address stands, and goes from event to event with the arrow keys.
// Without this file every event has the same address, and the page says in words where an event stands.
"use strict";

(() => {
  const events = [...document.querySelectorAll(".chrono .event")];

  // A fragment is sent to no server. Where its event is not on this page, the server is asked which part it stands in.
  function find() {
    const uid = /^#e-([0-9a-z]{10})$/.exec(location.hash)?.[1];
    if (!uid || document.getElementById(`e-${uid}`)) return;
    const asked = new URLSearchParams(location.search);
    if (asked.get("event") === uid && !asked.has("page")) return; // it has been asked, and says in words where it is
    asked.delete("page");
    asked.set("event", uid);
    location.replace(`?${asked}${location.hash}`);
  }
  find();
  addEventListener("hashchange", find);

  // Left and right, so that up and down still scroll; only from within an event, and never from a field.
  document.addEventListener("keydown", (key) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[key.key];
    const at = events.indexOf(document.activeElement?.closest(".event"));
    if (!step || at < 0 || key.altKey || key.ctrlKey || key.metaKey || key.shiftKey) return;
    if (document.activeElement.closest("input, select, textarea")) return;
    const next = events[at + (getComputedStyle(document.body).direction === "rtl" ? -step : step)];
    if (!next) return;
    key.preventDefault();
    next.querySelector(":is(h3, h4, .line-words) a").focus();
  });

  const hint = document.querySelector(".keys-hint");
  if (hint && events.length > 1) hint.hidden = false;
})();
