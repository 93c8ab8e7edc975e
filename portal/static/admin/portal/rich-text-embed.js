// Asking for the address of a video or post of another site. Which addresses are taken the server says, in words
// for the editor.

let asked = 0;

/** Answers with the address as it is kept and whether it is a post, or with null. */
export function askForEmbed({ make, ask }, address, labels) {
  const id = `embed-${++asked}`;
  const field = make("input", { type: "url", id, dir: "ltr", autofocus: true, required: true });
  const refusal = make("p", { id: `${id}-refusal`, className: "embed-dialog__refusal" });
  refusal.setAttribute("role", "alert");
  const submit = make("button", { type: "submit", textContent: labels.insert });
  const cancel = make("button", { type: "button", textContent: labels.Cancel });
  const form = make("form", { noValidate: true }, [
    make("label", { htmlFor: id, textContent: labels.embedAddress }),
    field,
    refusal,
    make("footer", {}, [submit, cancel]),
  ]);
  const dialog = make("dialog", { className: "picture-picker embed-dialog", ariaLabel: labels.embed }, [
    make("h2", { textContent: labels.embed }),
    form,
  ]);
  document.body.append(dialog);
  return new Promise((resolve) => {
    let found = null;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const answer = await ask(address, { address: field.value });
      if (answer.address) {
        found = answer;
        dialog.close();
        return;
      }
      refusal.textContent = answer.refusal ?? labels.embedUnknown;
      field.setAttribute("aria-invalid", "true");
      field.setAttribute("aria-describedby", refusal.id);
      field.focus();
    });
    cancel.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(found);
    });
    dialog.showModal();
  });
}
