/* Publish or Save waits for the save that is already on its way.

Wagtail saves by itself while somebody writes. The first of these saves makes the thing and tells the form its address;
a form sent before that answer would make the same thing a second time. */

(() => {
  const saving = new WeakSet();
  const waiting = new WeakMap();

  const LONGEST = 10000; // milliseconds; a save that never answers must not keep anybody from saving

  // A save that somebody prevented has no end.
  const began = (event) => queueMicrotask(() => event.defaultPrevented || saving.add(event.target));

  const ended = (event) => {
    const form = event.target;
    saving.delete(form);
    if (waiting.has(form)) {
      const button = waiting.get(form);
      waiting.delete(form);
      form.requestSubmit(button);
    }
  };

  const sent = (event) => {
    const form = event.target;
    if (!saving.has(form)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    waiting.set(form, event.submitter || undefined);
    setTimeout(() => ended({ target: form }), LONGEST);
  };

  document.addEventListener("w-autosave:save", began);
  document.addEventListener("w-autosave:success", ended);
  document.addEventListener("w-autosave:error", ended);
  document.addEventListener("submit", sent, true);
})();
