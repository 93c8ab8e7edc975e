// Says beside the label of a field how long its text is: data-count holds the number of letters that it should
// have at most. data-words-of names a text whose words are counted; data-forms says numbers in its language.

function countLetters(field) {
  const counter = document.createElement("output");
  counter.className = "counter";
  counter.dir = "ltr";
  const count = () => {
    const letters = [...field.value].length;
    counter.textContent = `${letters}/${field.dataset.count}`;
    counter.classList.toggle("counter--over", letters > field.dataset.count);
  };
  field.closest(".text__field").querySelector(".text__label").append(counter);
  for (const event of ["input", "fill"]) field.addEventListener(event, count);
  count();
}

const wordsIn = (html) => html.replace(/<[^>]*>/g, " ").replace(/&nbsp;/g, " ").split(/\s+/).filter(Boolean).length;

function countWords(output) {
  const field = document.getElementById(output.dataset.wordsOf);
  const forms = new Map(output.dataset.forms.split("|").map((form) => form.split("=")));
  const rules = new Intl.PluralRules(output.closest("[lang]").lang);
  let waiting;
  const count = () => {
    const number = wordsIn(field.value);
    const words = number && (forms.get(rules.select(number)) ?? forms.get("other"));
    output.textContent = words ? words.replace("%(count)d", number) : "";
  };
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(count, 500);
  });
  count();
}

document.querySelectorAll("[data-count]").forEach(countLetters);
document.querySelectorAll("[data-words-of]").forEach(countWords);
