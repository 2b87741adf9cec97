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
  // The menu of a link opens it in a new tab, or copies it, without a click.
  for (const way of ["click", "auxclick", "contextmenu"]) document.addEventListener(way, carry, true);
  document.addEventListener("submit", (event) => {
    const kept = event.target.querySelector("input[name=class]");
    if (kept) event.target.action = event.target.getAttribute("action").split("#")[0] + written(words);
  }, true);
  window.addEventListener("hashchange", () => {
    if (location.hash.startsWith(MARK)) {
      const given = read(location.hash);
      words = given || clean({});
      if (form) { fill(); show(); sayWhetherDamaged(given); }
    } else if (!isEmpty(words)) {
      history.replaceState(null, "", written(words)); // a jump within the page takes no words away
    }
  });

  // Opened from a file, also where nothing is picked yet -------------------------------------------------------------
  async function opened(file) {
    if (file.size > BIGGEST_FILE) throw new Error("too big");
    const kept = JSON.parse(await file.text());
    const asked = new URLSearchParams(kept.query);
    if (kept.version !== 1 || !asked.get("class")) throw new Error("another kind of file");
    const query = new URLSearchParams({ v: asked.get("v") || "", class: asked.get("class") });
    return { query: `?${query}`, fragment: written(clean(kept.words)) || `${MARK}e30` }; // e30 is {}: a file without words takes those here away
  }

  const opener = document.getElementById("words-open");
  opener?.addEventListener("change", async () => {
    const [file] = opener.files;
    if (!file) return;
    const damaged = document.getElementById("open-said");
    damaged.hidden = true;
    try {
      const { query, fragment } = await opened(file);
      if (query === location.search) location.hash = fragment; // the same things: the words are taken as of a new link
      else location.assign(location.pathname + query + fragment);
    } catch {
      damaged.textContent = "This file is not a class timeline saved here, or it was damaged. Open the one that was downloaded from this page.";
      damaged.hidden = false;
    }
    opener.value = "";
  });
  if (opener) document.getElementById("open").hidden = false;
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

  function sayWhetherDamaged(given) {
    if (given) return;
    heldNote.textContent = "The teacher’s notes in this link were changed or cut short, so they are not shown. Ask for the link again.";
    heldNote.hidden = false;
  }

  // Written ---------------------------------------------------------------------------------------------------------
  function fill() {
    form.elements.title.value = words.title;
    form.elements.introduction.value = words.introduction;
    for (const field of form.querySelectorAll("textarea[data-uid]")) field.value = words.questions[field.dataset.uid] || "";
    for (const box of form.querySelectorAll("input[name=held]")) box.checked = words.held.includes(box.value);
  }

  function take() {
    // What belongs to things taken out for now stays, should they come back; what is here comes first, since there is a most.
    const fields = [...form.querySelectorAll("textarea[data-uid]")].map((field) => [field.dataset.uid, field.value]);
    const here = new Set(fields.map(([uid]) => uid));
    const away = Object.entries(words.questions).filter(([uid]) => !here.has(uid));
    const questions = Object.fromEntries([...fields.filter(([, question]) => question), ...away]);
    const held = [...form.querySelectorAll("input[name=held]:checked")].map((box) => box.value);
    held.push(...words.held.filter((uid) => !here.has(uid)));
    words = clean({ title: form.elements.title.value, introduction: form.elements.introduction.value, questions, held });
    history.replaceState(null, "", location.pathname + location.search + written(words));
    const length = show().length;
    tell(length > LONG
      ? `The link now has ${length} characters: too long for a QR code and for some mail programs. Download the file, and open it on this page.`
      : "");
  }

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", take);

  document.getElementById("words-save").addEventListener("click", () => {
    const kept = { kind: "class timeline of The Registry Archive", version: 1, query: location.search, words };
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([JSON.stringify(kept, null, 1)], { type: "application/json" }));
    link.download = "class-timeline.json";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  });

  document.getElementById("write").hidden = false;
  fill();
  show();
  sayWhetherDamaged(first);
})();
