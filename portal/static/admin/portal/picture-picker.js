// A dialog that shows the portal's own pictures; it answers with the figure to insert, or with null.

function make(tag, properties = {}, children = []) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

function figureOf(picture, language) {
  const { alt, caption } = picture.words[language] ?? { alt: "", caption: "" };
  const { url: src, width, height } = picture;
  const image = { type: "image", attrs: { src, alt, width, height } };
  const words = caption ? [{ type: "text", text: caption }] : [];
  return { type: "figure", content: [image, { type: "caption", content: words }] };
}

function buttonOf(picture, language, choose) {
  const name = picture.words[language]?.alt || picture.label;
  const image = make("img", { src: picture.url, alt: "", loading: "lazy" });
  const button = make("button", { type: "button", title: name }, [image, make("bdi", { textContent: name })]);
  button.addEventListener("click", () => choose(figureOf(picture, language)));
  return button;
}

async function show(list, address, query, language, labels, choose) {
  const response = await fetch(`${address}?${new URLSearchParams({ q: query })}`);
  const { pictures } = response.ok ? await response.json() : { pictures: [] };
  list.replaceChildren(...pictures.map((picture) => buttonOf(picture, language, choose)));
  if (!pictures.length) list.append(labels.noPictures);
}

export function choosePicture(address, language, labels) {
  const search = make("input", { type: "search", ariaLabel: labels.searchPictures, placeholder: labels.searchPictures });
  const list = make("div", { className: "picture-picker__list" });
  const close = make("button", { type: "button", textContent: labels.close });
  const heading = make("h2", { textContent: labels.choosePicture });
  const head = make("header", {}, [heading, close]);
  const dialog = make("dialog", { className: "picture-picker", ariaLabel: labels.choosePicture }, [head, search, list]);
  document.body.append(dialog);
  return new Promise((resolve) => {
    let chosen = null;
    const choose = (figure) => {
      chosen = figure;
      dialog.close();
    };
    let waiting;
    search.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => show(list, address, search.value, language, labels, choose), 200);
    });
    close.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(chosen);
    });
    dialog.showModal();
    show(list, address, "", language, labels, choose);
  });
}
