// The bar always says whether what is on the page is saved, and since when. autosave.js tells by the event
// "autosave" what became of what was typed.

const shown = document.querySelector("[data-saved-state]");
const form = document.querySelector("form#article_form");

function tell(state, at) {
  shown.dataset.savedState = state;
  if (at !== undefined) shown.querySelector("time").textContent = at;
}

const notice = () => shown.dataset.savedState !== "saving" && tell("unsaved");
if (shown) {
  form.addEventListener("input", notice);
  form.addEventListener("change", notice);
  form.addEventListener("autosave", ({ detail }) => tell(detail.state, detail.at));
  // Removing an added row is no change of a field.
  document.addEventListener("formset:removed", notice);
}
