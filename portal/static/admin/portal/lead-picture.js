// [data-lead-picture]: a picture is chosen from the library, whose address that is, and taken away. The list of
// Django's that data-field names holds the choice, which is saved with the form. [data-lacks-alt] warns of a language
// that the picture has no alternative text in.

const box = document.querySelector("[data-lead-picture]");
const field = document.getElementById(box?.dataset.field);
let shownKey = field?.value;

function show(picture) {
  const shown = box.querySelector(".preview, .lead-picture__none");
  const image = Object.assign(document.createElement("img"), { className: "preview", src: picture?.thumbnail ?? "", alt: "" });
  const words = Object.assign(document.createElement("p"), { className: "lead-picture__none", textContent: picture?.label ?? "–" });
  shown.replaceWith(picture?.thumbnail ? image : words);
  box.querySelector("[data-remove]").hidden = !picture;
  for (const warning of document.querySelectorAll("[data-lacks-alt]")) {
    warning.hidden = !picture?.words || Boolean(picture.words[warning.dataset.lacksAlt]?.alt);
    if (picture?.address) warning.querySelector("a").href = picture.address;
  }
  shownKey = field.value;
}

function set(picture) {
  const key = picture ? String(picture.id) : "";
  if (![...field.options].some((option) => option.value === key)) field.add(new Option(picture?.label ?? "", key));
  field.value = key;
  // Django's list hears of it through its own library, the form by the ordinary event.
  show(picture);
  window.django?.jQuery(field).trigger("change");
  field.dispatchEvent(new Event("change", { bubbles: true }));
}

/** A picture that was just added in a window of its own is known by its name alone. */
function follow() {
  if (field.value !== shownKey) show({ label: field.selectedOptions[0].textContent });
}

async function replace() {
  const { leadPicture, picker, picturePicker, choose, search, none, close } = box.dataset;
  const labels = { choosePicture: choose, searchPictures: search, noPictures: none, close };
  const { choosePicture } = await import(picturePicker);
  const picture = await choosePicture(await import(picker), leadPicture, document.documentElement.lang, labels);
  if (picture) set(picture);
}

if (box && field) {
  box.querySelector(".lead-picture__acts").hidden = false;
  box.querySelector("[data-replace]").addEventListener("click", replace);
  box.querySelector("[data-remove]").addEventListener("click", () => set(null));
  window.django?.jQuery(field).on("change", follow);
}
