// Says how long a text is beside how long it should be: data-count holds the number of letters.

for (const field of document.querySelectorAll("[data-count]")) {
  const counter = document.createElement("output");
  counter.className = "counter";
  counter.dir = "ltr";
  const count = () => {
    const letters = [...field.value].length;
    counter.textContent = `${letters}/${field.dataset.count}`;
    counter.classList.toggle("counter--over", letters > field.dataset.count);
  };
  field.after(counter);
  field.addEventListener("input", count);
  count();
}
