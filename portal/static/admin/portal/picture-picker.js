// Choosing one of the portal's own pictures.

/** The figure to put into a text of this language. */
export function figureOf(picture, language) {
  const { alt, caption } = picture.words[language] ?? { alt: "", caption: "" };
  const { url: src, width, height } = picture;
  const image = { type: "image", attrs: { src, alt, width, height } };
  const words = caption ? [{ type: "text", text: caption }] : [];
  return { type: "figure", content: [image, { type: "caption", content: words }] };
}

/** Answers with the picture, or with null. ``picker`` is the module of that name. */
export function choosePicture(picker, address, language, labels) {
  const { make, ask, pick } = picker;
  const buttonOf = (picture, choose) => {
    const name = picture.words[language]?.alt || picture.label;
    const image = make("img", { src: picture.thumbnail, alt: "", loading: "lazy" });
    const button = make("button", { type: "button", title: name }, [image, make("bdi", { textContent: name })]);
    button.addEventListener("click", () => choose(picture));
    return button;
  };
  const words = {
    heading: labels.choosePicture,
    search: labels.searchPictures,
    close: labels.close,
    className: "picture-picker__list",
  };
  return pick(words, async (query, choose) => {
    const { pictures = [] } = await ask(address, { q: query });
    return pictures.length ? pictures.map((picture) => buttonOf(picture, choose)) : [labels.noPictures];
  });
}
