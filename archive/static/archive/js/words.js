// A teacher's words in the part of an address after "#", which browsers send to nobody: read, written, kept within limits
// that the page gives with this script. It shows nothing, keeps nothing and asks nothing.
"use strict";

const classWords = (() => {
  const MARK = "#w=1.";
  const limits = Object.fromEntries(Object.entries(document.currentScript.dataset).map(([name, most]) => [name, Number(most)]));
  const isUid = (uid) => /^[0-9a-z]{10}$/.test(uid);
  const text = (value, name) => (typeof value === "string" ? value.slice(0, limits[name]) : "");

  // Words: {title, introduction, questions: {uid: text}, held: [uid]}
  function clean(given) {
    const from = given && typeof given === "object" ? given : {};
    const questions = {};
    const asked = from.questions && typeof from.questions === "object" ? Object.entries(from.questions) : [];
    for (const [uid, question] of asked.slice(0, limits.most)) {
      const words = text(question, "question");
      if (isUid(uid) && words) questions[uid] = words;
    }
    const held = (Array.isArray(from.held) ? from.held : []).slice(0, limits.most).filter(isUid);
    return { title: text(from.title, "title"), introduction: text(from.introduction, "introduction"), questions, held };
  }

  function isEmpty(words) {
    return !words.title && !words.introduction && !words.held.length && !Object.keys(words.questions).length;
  }

  // As an address carries them, or nothing where there are none.
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

  return { MARK, limits, clean, isEmpty, written, read };
})();
