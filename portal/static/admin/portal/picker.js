// A dialog with a search and what it finds; it answers with what was chosen, or with null.

export function make(tag, properties = {}, children = []) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

/** What an address of ours answers to a query; nothing where it can't be asked. */
export async function ask(address, query) {
  const response = await fetch(`${address}?${new URLSearchParams(query)}`).catch(() => null);
  return response?.ok ? response.json() : {};
}

/** The arrows lead from the search through what it found and back. */
function step(event, field, list) {
  const distance = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!distance) return;
  const stops = [field, ...list.querySelectorAll("button")];
  stops[stops.indexOf(document.activeElement) + distance]?.focus();
  event.preventDefault();
}

/** ``find`` takes the words of the search and a function to choose with, and returns the elements to show. */
export function pick({ heading, search, close, className }, find) {
  const field = make("input", { type: "search", autofocus: true, ariaLabel: search, placeholder: search });
  const list = make("div", { className: `picker__list ${className}` });
  const closing = make("button", { type: "button", textContent: close });
  const head = make("header", {}, [make("h2", { textContent: heading }), closing]);
  const dialog = make("dialog", { className: "picture-picker", ariaLabel: heading }, [head, field, list]);
  document.body.append(dialog);
  return new Promise((resolve) => {
    let chosen = null;
    let waiting;
    const choose = (choice) => {
      chosen = choice;
      dialog.close();
    };
    const show = async () => {
      const words = field.value;
      const found = await find(words, choose);
      if (words === field.value) list.replaceChildren(...found);
    };
    field.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(show, 200);
    });
    field.addEventListener("keydown", (event) => {
      if (event.key === "Enter") {
        event.preventDefault();
        list.querySelector("button")?.click();
      }
    });
    dialog.addEventListener("keydown", (event) => step(event, field, list));
    closing.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(chosen);
    });
    dialog.showModal();
    show();
  });
}
