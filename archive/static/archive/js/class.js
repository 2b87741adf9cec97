// Carries a teacher's words (words.js) along, shows them as plain text, and lets the teacher write them. Without this file
// a class timeline shows what was picked. It keeps nothing, and asks the site for something only when a button that says so is pressed.
"use strict";

(() => {
  const { MARK, limits, clean, isEmpty, written, read } = classWords;
  const BIGGEST_FILE = 200000;
  const form = document.getElementById("words-form");
  const part = document.getElementById("words");
  const uids = [...document.querySelectorAll("[data-uid]")].map((one) => one.dataset.uid);

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
      if (form) fill();
      if (part) { show(); sayWhetherDamaged(given); }
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
  if (!part) return;

  function tell(place, sentence) {
    place.textContent = sentence;
    place.hidden = !sentence;
  }

  // Shown -----------------------------------------------------------------------------------------------------------
  const heldNote = document.getElementById("held");
  const frame = document.getElementById("words-frame");
  let showHeld = false;

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
    showWhole();
  }

  // The link, the code of a frame and the way to Google Classroom, with the words in them.
  const selection = new URLSearchParams(location.search);
  const query = new URLSearchParams({ v: selection.get("v") || "", class: selection.get("class") || "" });
  const wholeLink = () => `${location.origin}/class/?${query}${written(words)}`;
  const plainFrame = document.querySelector("[data-whole=embed]")?.textContent;

  function showWhole() {
    for (const place of document.querySelectorAll("#whole-link")) place.textContent = wholeLink();
    for (const place of document.querySelectorAll("[data-whole=share]")) {
      place.href = `https://classroom.google.com/share?${new URLSearchParams({ url: wholeLink() })}`;
    }
    for (const place of document.querySelectorAll("[data-whole=embed]")) {
      place.textContent = plainFrame.replace(/(src="[^"]*)"/, `$1${written(words)}"`);
    }
    for (const place of document.querySelectorAll("[data-with-words]")) place.hidden = isEmpty(words);
    forgetCode();
    sayWhetherTooLong(wholeLink().length);
  }

  function sayWhetherTooLong(length) {
    const place = document.getElementById("words-said");
    const isTooLong = length > limits.longest;
    for (const button of document.querySelectorAll("[data-send='/class/code.svg']")) button.hidden = isTooLong;
    if (place) tell(place, isTooLong
      ? `The link now has ${length} characters: too long for a QR code and for some mail programs. Download the file, and open it on this page. The code in “Use in class” opens what was picked, without your words.`
      : "");
  }

  function sayWhetherDamaged(given) {
    if (given) return;
    heldNote.textContent = "The teacher’s notes in this link were changed or cut short, so they are not shown. Ask for the link again.";
    heldNote.hidden = false;
  }

  // Sent, once, for a file that has the words in it -----------------------------------------------------------------
  const sentSaid = document.getElementById("sent-said");
  const code = document.getElementById("words-code");

  async function send(button) {
    const body = new URLSearchParams([...query, ["w", written(words).slice("#w=".length)]]);
    button.disabled = true;
    tell(sentSaid, "");
    try {
      const answer = await fetch(button.dataset.send, { method: "POST", body, credentials: "omit", cache: "no-store" });
      if (!answer.ok) tell(sentSaid, (await answer.text()).slice(0, 300));
      else if (answer.headers.get("Content-Type").startsWith("image/svg")) showCode(await answer.text());
      else offer(await answer.blob(), "class-timeline.docx");
    } catch {
      tell(sentSaid, "The site could not be reached. Nothing is lost: your words are in the link.");
    }
    button.disabled = false;
  }

  function showCode(drawn) {
    const image = document.createElement("img");
    image.alt = "QR code of the link with your words";
    image.src = `data:image/svg+xml,${encodeURIComponent(drawn)}`;
    const caption = document.createElement("figcaption");
    caption.className = "label";
    caption.textContent = "Opens what was picked, with your words";
    code.replaceChildren(image, caption);
    code.hidden = false;
  }

  function forgetCode() {
    if (!code) return;
    code.hidden = true; // it is of the words as they were
    code.replaceChildren();
  }

  function offer(file, name) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(file);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }

  for (const button of document.querySelectorAll("[data-send]")) button.addEventListener("click", () => send(button));

  show();
  sayWhetherDamaged(first);
  if (!form) return;

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
    show();
  }

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", take);

  document.getElementById("words-save").addEventListener("click", () => {
    const kept = { kind: "class timeline of The Registry Archive", version: 1, query: location.search, words };
    offer(new Blob([JSON.stringify(kept, null, 1)], { type: "application/json" }), "class-timeline.json");
  });

  document.getElementById("write").hidden = false;
  fill();
})();
