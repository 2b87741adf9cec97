/* Choosing several things: typing finds, a button adds, a button removes. Listens at the document, so that rows added later work too. */
(() => {
  'use strict';

  const WAIT = 250; // milliseconds after the last key before the server is asked
  let timer;

  const make = (tag, words, properties = {}) => Object.assign(document.createElement(tag), { textContent: words, ...properties });

  function add(pick, pk, label) {
    const chosen = pick.querySelector('.desk-pick__chosen');
    if (chosen.querySelector(`input[value="${CSS.escape(pk)}"]`)) return;
    const row = make('li', '');
    const remove = make('button', 'Remove', { type: 'button', className: 'button button-small button-secondary' });
    remove.dataset.deskRemove = '';
    remove.append(make('span', ` ${label}`, { className: 'w-sr-only' }));
    const value = make('input', '', { type: 'hidden', name: pick.dataset.name, value: pk });
    row.append(make('span', label), ' ', remove, value);
    chosen.append(row);
    value.dispatchEvent(new Event('change', { bubbles: true })); // the form has unsaved changes
  }

  async function find(pick, words) {
    const found = pick.querySelector('.desk-pick__found');
    if (words.trim().length < 2) {
      found.hidden = true;
      return;
    }
    const query = new URLSearchParams({ kind: pick.dataset.kind, q: words });
    const answer = await fetch(`${pick.dataset.url}?${query}`, { headers: { Accept: 'application/json' } });
    if (!answer.ok) return;
    const { items } = await answer.json();
    found.replaceChildren(
      ...items.map(({ pk, label }) => {
        const button = make('button', label, { type: 'button', className: 'desk-pick__add' });
        button.dataset.deskAdd = pk;
        const row = make('li', '');
        row.append(button);
        return row;
      }),
    );
    if (!items.length) found.replaceChildren(make('li', 'Nothing found.'));
    found.hidden = false;
  }

  document.addEventListener('input', ({ target }) => {
    if (!target.matches('[data-desk-search]')) return;
    clearTimeout(timer);
    timer = setTimeout(() => find(target.closest('[data-desk-pick]'), target.value), WAIT);
  });

  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || !event.target.matches('[data-desk-search]')) return;
    event.preventDefault(); // Enter adds the first find; it does not send the form
    event.target.closest('[data-desk-pick]').querySelector('[data-desk-add]')?.click();
  });

  document.addEventListener('click', ({ target }) => {
    const remove = target.closest('[data-desk-remove]');
    const button = target.closest('[data-desk-add]');
    const pick = target.closest('[data-desk-pick]');
    if (remove) {
      const search = pick.querySelector('[data-desk-search]');
      remove.closest('li').remove();
      search.dispatchEvent(new Event('change', { bubbles: true }));
      search.focus();
    } else if (button) {
      add(pick, button.dataset.deskAdd, button.textContent);
      const search = pick.querySelector('[data-desk-search]');
      pick.querySelector('.desk-pick__found').hidden = true;
      search.value = '';
      search.focus();
    }
  });
})();
