// Leaving the article's form with unsaved work asks first.

const form = document.querySelector("form#article_form");
let isChanged = Boolean(document.querySelector(".errornote"));

const notice = () => {
  isChanged = true;
};
form?.addEventListener("input", notice);
form?.addEventListener("change", notice);
form?.addEventListener("submit", () => {
  isChanged = false;
});
window.addEventListener("beforeunload", (event) => {
  if (isChanged) event.preventDefault();
});
