// After an edit conflict: the field whose words will not be saved steps back, and whoever writes in it again
// keeps their own. data-drops and data-keeps of a choice name the field.

const fieldOf = (name) => document.querySelector(`.text__field:has([name="${name}"])`);

function follow(choice) {
  if (choice.checked) fieldOf(choice.dataset.drops ?? choice.dataset.keeps)?.classList.toggle("is-dropped", "drops" in choice.dataset);
}

for (const choice of document.querySelectorAll(".conflict :is([data-drops], [data-keeps])")) {
  choice.addEventListener("change", () => follow(choice));
  follow(choice);
}

for (const keeping of document.querySelectorAll(".conflict [data-keeps]")) {
  fieldOf(keeping.dataset.keeps)?.addEventListener("input", () => {
    keeping.checked = true;
    follow(keeping);
  });
}
