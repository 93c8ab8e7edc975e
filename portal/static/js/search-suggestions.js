// [data-suggestions="address"]: a search form whose field suggests names while somebody types, as a combobox
// (ARIA APG). Without script, or where the address doesn't answer, it is a plain form.

const pause = 150;
let forms = 0;

function element(name, properties) {
  return Object.assign(document.createElement(name), properties);
}

function optionOf({ label, kind, url }, id) {
  const option = element("li", { id, role: "option", className: "suggestions__one" });
  option.dataset.url = url;
  option.append(element("bdi", { textContent: label }), element("span", { textContent: kind }));
  return option;
}

function start(form) {
  const field = form.querySelector("[name=q]");
  const id = `suggestions-${(forms += 1)}`;
  const list = element("ul", { id, role: "listbox", className: "suggestions", hidden: true });
  const status = element("p", { role: "status", className: "visually-hidden" });
  let timer, asking, chosen;
  field.role = "combobox";
  field.ariaAutoComplete = "list";
  field.ariaExpanded = "false";
  field.setAttribute("aria-controls", id);
  list.ariaLabel = field.placeholder;
  form.append(list, status);

  function choose(option) {
    if (chosen) chosen.ariaSelected = "false";
    chosen = option;
    if (!option) return field.removeAttribute("aria-activedescendant");
    option.ariaSelected = "true";
    field.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  function close() {
    clearTimeout(timer);
    asking?.abort();
    choose();
    list.hidden = true;
    field.ariaExpanded = "false";
  }

  async function ask() {
    asking?.abort();
    asking = new AbortController();
    const address = `${form.dataset.suggestions}?${new URLSearchParams({ q: field.value.slice(0, 100) })}`;
    try {
      const response = await fetch(address, { signal: asking.signal });
      if (response.ok) show(await response.json());
    } catch {
      // Given up for a newer one, or no connection: the form works as it is.
    }
  }

  function show(found) {
    choose();
    list.replaceChildren(...found.suggestions.map((suggestion, number) => optionOf(suggestion, `${id}-${number}`)));
    list.hidden = found.suggestions.length === 0;
    field.ariaExpanded = String(!list.hidden);
    status.textContent = found.status;
  }

  function move(step) {
    if (list.hidden) return ask();
    const places = [null, ...list.children];
    const next = (places.indexOf(chosen ?? null) + step + places.length) % places.length;
    choose(places[next] ?? undefined);
  }

  const keys = {
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    Escape: () => (list.hidden ? false : close()),
    Enter: () => (chosen ? location.assign(chosen.dataset.url) : false),
  };

  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(field.value.trim() ? ask : close, pause);
  });
  field.addEventListener("keydown", (event) => {
    if (event.isComposing || !keys[event.key] || keys[event.key]() === false) return;
    event.preventDefault();
    event.stopPropagation();
  });
  field.addEventListener("blur", close);
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", ({ target }) => location.assign(target.closest("[role=option]").dataset.url));
}

document.querySelectorAll("[data-suggestions]").forEach(start);
