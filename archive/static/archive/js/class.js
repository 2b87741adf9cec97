// Carries a teacher's words in the part of an address after "#", which browsers send to nobody, shows them as plain text,
// and lets the teacher write them. Without this file a class timeline shows what was picked. It keeps and asks nothing.
"use strict";

(() => {
  const MARK = "#w=1.";
  const LONG = 2000; // characters; longer links are cut by some mail programs
  const BIGGEST_FILE = 200000;
  const form = document.getElementById("words-form");
  const uids = [...document.querySelectorAll("[data-uid]")].map((one) => one.dataset.uid);
  const LIMITS = { title: 120, introduction: 1500, question: 400 };

  // Words: {title, introduction, questions: {uid: text}, held: [uid]} -----------------------------------------------
  const text = (value, most) => (typeof value === "string" ? value.slice(0, most) : "");

  function clean(given) {
    const from = given && typeof given === "object" ? given : {};
    const questions = {};
    const asked = from.questions && typeof from.questions === "object" ? Object.entries(from.questions) : [];
    for (const [uid, question] of asked.slice(0, 40)) {
      const words = text(question, LIMITS.question);
      if (/^[0-9a-z]{10}$/.test(uid) && words) questions[uid] = words;
    }
    const held = (Array.isArray(from.held) ? from.held : []).slice(0, 40).filter((uid) => /^[0-9a-z]{10}$/.test(uid));
    return { title: text(from.title, LIMITS.title), introduction: text(from.introduction, LIMITS.introduction), questions, held };
  }

  function isEmpty(words) {
    return !words.title && !words.introduction && !words.held.length && !Object.keys(words.questions).length;
  }

  function written(words) {
    if (isEmpty(words)) return "";
    const bytes = new TextEncoder().encode(JSON.stringify(words));
    const letters = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
    return MARK + btoa(letters).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  }

  // What the fragment says, or null where it is damaged.
  function read(fragment) {
    if (!fragment.startsWith(MARK)) return clean({});
    try {
      const letters = atob(fragment.slice(MARK.length).replace(/-/g, "+").replace(/_/g, "/"));
      const bytes = Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
      return clean(JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)));
    } catch {
      return null;
    }
  }

  const first = read(location.hash);
  let words = first || clean({});

  // The words go along wherever the class timeline goes -------------------------------------------------------------
  function carry(event) {
    const link = event.target.closest("a[href]");
    if (!link || link.origin !== location.origin || link.getAttribute("href").startsWith("#")) return;
    if (new URL(link.href).searchParams.has("class")) link.hash = written(words);
  }
  for (const way of ["click", "auxclick"]) document.addEventListener(way, carry, true);
  document.addEventListener("submit", (event) => {
    const kept = event.target.querySelector("input[name=class]");
    if (kept) event.target.action = event.target.getAttribute("action").split("#")[0] + written(words);
  }, true);
  window.addEventListener("hashchange", () => {
    if (location.hash.startsWith(MARK)) {
      words = read(location.hash) || clean({});
      if (form) { fill(); show(); }
    } else if (!isEmpty(words)) {
      history.replaceState(null, "", written(words)); // a jump within the page takes no words away
    }
  });
  if (!form) return;

  // Shown -----------------------------------------------------------------------------------------------------------
  const said = document.getElementById("words-said");
  const heldNote = document.getElementById("held");
  const part = document.getElementById("words");
  const frame = document.getElementById("words-frame");
  let showHeld = false;

  function tell(sentence) {
    said.textContent = sentence;
    said.hidden = !sentence;
  }

  function show() {
    for (const name of ["title", "introduction"]) {
      const place = part.querySelector(`[data-words=${name}]`);
      place.textContent = words[name];
      place.hidden = !words[name];
    }
    part.hidden = !words.title && !words.introduction;
    for (const item of document.querySelectorAll("li[data-uid]")) {
      const question = words.questions[item.dataset.uid] || "";
      let slip = item.querySelector(".words-frame");
      if (question && !slip) {
        item.lastElementChild.append(frame.content.cloneNode(true));
        slip = item.querySelector(".words-frame");
      }
      if (slip && question) slip.querySelector(".words-text").textContent = question;
      if (slip && !question) slip.remove();
      item.hidden = !showHeld && words.held.includes(item.dataset.uid);
    }
    const count = words.held.filter((uid) => uids.includes(uid)).length;
    heldNote.hidden = !count;
    heldNote.replaceChildren();
    if (count) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = showHeld ? "Hide what is held back" : "Show what is held back";
      button.addEventListener("click", () => {
        showHeld = !showHeld;
        show();
        heldNote.querySelector("button").focus();
      });
      heldNote.append(`The teacher holds back ${count} of these for now. Held back is not secret. `, button);
    }
    const whole = location.origin + location.pathname + location.search + written(words);
    document.getElementById("whole-link").textContent = whole;
    return whole;
  }

  // Written ---------------------------------------------------------------------------------------------------------
  function fill() {
    form.elements.title.value = words.title;
    form.elements.introduction.value = words.introduction;
    for (const field of form.querySelectorAll("textarea[data-uid]")) field.value = words.questions[field.dataset.uid] || "";
    for (const box of form.querySelectorAll("input[name=held]")) box.checked = words.held.includes(box.value);
  }

  function take() {
    // What belongs to things taken out for now stays, should they come back.
    const questions = { ...words.questions };
    for (const field of form.querySelectorAll("textarea[data-uid]")) questions[field.dataset.uid] = field.value;
    const here = [...form.querySelectorAll("input[name=held]")];
    const held = words.held.filter((uid) => !here.some((box) => box.value === uid));
    held.push(...here.filter((box) => box.checked).map((box) => box.value));
    words = clean({ title: form.elements.title.value, introduction: form.elements.introduction.value, questions, held });
    history.replaceState(null, "", location.pathname + location.search + written(words));
    const length = show().length;
    tell(length > LONG
      ? `The link now has ${length} characters: too long for a QR code and for some mail programs. Download the file, and open it on this page.`
      : "");
  }

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", (event) => { if (event.target.type !== "file") take(); });

  document.getElementById("words-save").addEventListener("click", () => {
    const kept = { kind: "class timeline of The Registry Archive", version: 1, query: location.search, words };
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([JSON.stringify(kept, null, 1)], { type: "application/json" }));
    link.download = "class-timeline.json";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  });

  document.getElementById("words-open").addEventListener("change", async (event) => {
    const file = event.target.files[0];
    if (!file) return;
    try {
      if (file.size > BIGGEST_FILE) throw new Error("too big");
      const kept = JSON.parse(await file.text());
      const asked = new URLSearchParams(kept.query);
      if (kept.version !== 1 || !asked.get("class")) throw new Error("another kind of file");
      const query = new URLSearchParams({ v: asked.get("v") || "", class: asked.get("class") });
      const address = `${location.pathname}?${query}${written(clean(kept.words))}`;
      if (`?${query}` === location.search) {
        words = clean(kept.words);
        history.replaceState(null, "", address);
        fill();
        show();
      } else {
        location.assign(address);
      }
    } catch {
      tell("This file is not a class timeline saved here, or it was damaged. Open the one that was downloaded from this page.");
    }
  });

  document.getElementById("write").hidden = false;
  fill();
  show();
  if (first === null) {
    heldNote.textContent = "The teacher’s notes in this link were changed or cut short, so they are not shown. Ask for the link again.";
    heldNote.hidden = false;
  }
})();
