/* One save at a time while something new is written.

Wagtail saves by itself half a second after a change. Before the first such save has been answered, the form still says
"make a new one": sent a second time, by Publish or by another save, it would make the same thing twice. So Publish waits for
the save on its way, and nothing is saved by itself once a form was sent. */

(() => {
  const LONGEST = 10000; // milliseconds; a save that never answers must not keep anybody from saving
  const saving = new WeakSet();
  const waiting = new WeakMap();
  let sent = new WeakSet();

  const began = (event) => {
    if (sent.has(event.target)) event.preventDefault();
    // A save that somebody prevented has no end.
    queueMicrotask(() => event.defaultPrevented || saving.add(event.target));
  };

  const ended = (form) => {
    saving.delete(form);
    if (waiting.has(form)) {
      const button = waiting.get(form);
      waiting.delete(form);
      form.requestSubmit(button);
    }
  };

  const submitted = (event) => {
    const form = event.target;
    if (!saving.has(form)) {
      queueMicrotask(() => event.defaultPrevented || sent.add(form));
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    waiting.set(form, event.submitter || undefined);
    setTimeout(() => ended(form), LONGEST);
  };

  document.addEventListener("w-autosave:save", began);
  document.addEventListener("w-autosave:success", (event) => ended(event.target));
  document.addEventListener("w-autosave:error", (event) => ended(event.target));
  document.addEventListener("submit", submitted, true);
  // Somebody who comes back with the Back button goes on writing.
  window.addEventListener("pageshow", () => { sent = new WeakSet(); });
})();
