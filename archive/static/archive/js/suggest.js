// Offers names of the archive while somebody types into a search field: the WAI-ARIA pattern of a combobox with a listbox.
// Without this file the field is a plain search field of a plain form. It keeps nothing, and asks this site alone.
"use strict";

(() => {
  const PAUSE = 150; // milliseconds after the last key
  const LEAST = 2; // characters

  function offering(input, number) {
    const list = document.createElement("ul");
    list.id = `offers-${number}`;
    list.className = "offers";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "Names of the archive");
    list.hidden = true;
    const said = document.createElement("p");
    said.className = "hidden";
    said.setAttribute("role", "status");
    input.form.classList.add("has-offers");
    (input.closest("label") || input).after(list, said); // inside a label the options would be its words
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", list.id);
    input.setAttribute("aria-expanded", "false");

    let timer = 0;
    let asking = null;
    let active = -1;

    function close() {
      clearTimeout(timer);
      if (asking) asking.abort();
      list.hidden = true;
      list.replaceChildren();
      said.textContent = "";
      active = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    }

    function choose(at) {
      const options = [...list.children];
      options.forEach((option, n) => option.setAttribute("aria-selected", String(n === at)));
      active = at;
      if (at < 0) {
        input.removeAttribute("aria-activedescendant");
      } else {
        input.setAttribute("aria-activedescendant", options[at].id);
        options[at].scrollIntoView({ block: "nearest" });
      }
    }

    function show(offers) {
      list.replaceChildren(...offers.map((offer, n) => {
        const option = document.createElement("li");
        option.id = `${list.id}-${n}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.dataset.address = offer.url;
        const label = document.createElement("span");
        label.className = "label";
        label.textContent = offer.label;
        option.append(offer.text, " ", label);
        return option;
      }));
      active = -1;
      input.removeAttribute("aria-activedescendant");
      list.hidden = offers.length === 0;
      input.setAttribute("aria-expanded", String(offers.length > 0));
      said.textContent = offers.length === 0 ? "No names are offered."
        : `${offers.length} ${offers.length === 1 ? "name is" : "names are"} offered. Go through them with the arrow keys.`;
    }

    async function ask() {
      const typed = input.value.trim();
      if (typed.length < LEAST) return close();
      if (asking) asking.abort();
      asking = new AbortController();
      try {
        const answer = await fetch(`${input.dataset.suggest}?${new URLSearchParams({ q: typed.slice(0, 200) })}`, {
          credentials: "omit", headers: { Accept: "application/json" }, signal: asking.signal,
        });
        if (answer.ok && document.activeElement === input) show((await answer.json()).suggestions);
      } catch {
        // Given up for the next letter, or no network: the form still searches.
      }
    }

    input.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(ask, PAUSE);
    });
    input.addEventListener("blur", close);
    input.addEventListener("keydown", (event) => {
      const count = list.hidden ? 0 : list.children.length;
      if (event.isComposing) return;
      if (event.key === "Escape" && count) {
        event.preventDefault(); // the first Escape closes the list, and does not empty the field
        close();
      } else if (event.key === "ArrowDown" && !count) {
        ask();
      } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && count) {
        event.preventDefault();
        const step = event.key === "ArrowDown" ? 1 : -1;
        choose(active < 0 && step < 0 ? count - 1 : active + step >= count ? -1 : active + step);
      } else if (event.key === "Enter" && count && active >= 0) {
        event.preventDefault();
        location.assign(list.children[active].dataset.address);
      }
    });
    list.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
    list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) location.assign(option.dataset.address);
    });
  }

  document.querySelectorAll("input[data-suggest]").forEach(offering);
})();
