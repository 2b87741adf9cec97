// At the desk: puts a teacher's words (words.js) from the link into the empty fields of a draft, for her to read and change. It saves nothing.
"use strict";

(() => {
  const form = document.getElementById("draft-form");
  const { title, introduction, questions } = form.elements;
  if (title.value || introduction.value || questions.value) return; // sent once already, and shown again with what is missing
  const words = classWords.read(location.hash);
  const came = document.getElementById("words-came");
  if (!words) {
    came.textContent = "Your words in this link were changed or cut short, so the fields are empty.";
    return;
  }
  if (classWords.isEmpty(words)) return;
  title.value = words.title;
  introduction.value = words.introduction;
  const titles = JSON.parse(document.getElementById("questions-of").textContent);
  questions.value = titles
    .filter(([uid]) => words.questions[uid])
    .map(([uid, name]) => `${words.questions[uid].replace(/\s+/g, " ").trim()} (${name})`)
    .join("\n");
  came.textContent = "Your words came along from the link. Read them again: from here on they are meant for everybody.";
})();
