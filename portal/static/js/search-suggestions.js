// [data-suggestions="address"]: a search form whose field suggests names while somebody types, as a combobox
// (ARIA APG). Without script, or where the address doesn't answer, it is a plain form.

const make = (name, properties) => Object.assign(document.createElement(name), properties);

function start(form, number) {
  const field = form.querySelector("[name=q]");
  const id = `suggestions-${number}`;
  const list = make("ul", { id, role: "listbox", className: "suggestions", hidden: true, ariaLabel: form.dataset.suggestionsLabel });
  const status = make("p", { role: "status", className: "visually-hidden" });
  let timer, asking, chosen;
  Object.assign(field, { role: "combobox", ariaAutoComplete: "list", ariaExpanded: "false" });
  field.setAttribute("aria-controls", id);
  form.append(list, status);

  function choose(option) {
    chosen?.setAttribute("aria-selected", "false");
    chosen = option;
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", option?.id ?? "");
  }

  function close() {
    clearTimeout(timer);
    asking?.abort();
    choose();
    list.hidden = true;
    field.ariaExpanded = "false";
  }

  function show({ suggestions, status: words }) {
    const options = suggestions.map(({ label, kind, url }, place) => {
      const option = make("li", { id: `${id}-${place}`, role: "option", className: "suggestions__one" });
      option.dataset.url = url;
      option.append(make("bdi", { textContent: label }), make("span", { textContent: kind }));
      return option;
    });
    choose();
    list.replaceChildren(...options);
    list.hidden = options.length === 0;
    field.ariaExpanded = String(!list.hidden);
    status.textContent = words;
  }

  async function ask() {
    asking?.abort();
    asking = new AbortController();
    const address = `${form.dataset.suggestions}?${new URLSearchParams({ q: field.value.slice(0, 100) })}`;
    const answer = fetch(address, { signal: asking.signal }).then((response) => (response.ok ? response.json() : null));
    const found = await answer.catch(() => null);
    if (found) show(found);
  }

  function move(step) {
    if (list.hidden) return ask();
    const places = [undefined, ...list.children];
    return choose(places.at((places.indexOf(chosen) + step) % places.length));
  }

  const open = (option) => location.assign(option.dataset.url);
  const enter = () => Boolean(chosen) && open(chosen);
  const keys = { ArrowDown: () => move(1), ArrowUp: () => move(-1), Escape: () => !list.hidden && close(), Enter: enter };

  field.addEventListener("input", () => {
    clearTimeout(timer);
    field.dir = field.value ? "auto" : "";
    timer = setTimeout(field.value.trim() ? ask : close, 150);
  });
  field.addEventListener("keydown", (event) => {
    if (event.isComposing || (keys[event.key] ?? (() => false))() === false) return;
    event.preventDefault();
    event.stopPropagation();
  });
  field.addEventListener("blur", close);
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", ({ target }) => open(target.closest("[role=option]")));
}

document.querySelectorAll("[data-suggestions]").forEach(start);
