// Choosing an organisation, a person or an entry of the ledger that readers of a language find.

/** Answers with its name and address, or with null. ``picker`` is the module of that name. */
export function chooseEntity(picker, address, language, words, labels) {
  const { make, ask, pick } = picker;
  const buttonOf = (entity, choose) => {
    const name = make("bdi", { textContent: entity.label, lang: language });
    const kind = make("span", { className: "picker__kind", textContent: entity.kind });
    const button = make("button", { type: "button" }, [name, " ", kind]);
    button.addEventListener("click", () => choose(entity));
    return button;
  };
  const said = { heading: labels.chooseEntity, search: labels.searchEntities, close: labels.close, className: "entity-picker__list" };
  let isFirst = true;
  return pick(said, async (query, choose) => {
    // What is marked in the text is looked for first, until somebody types.
    const wanted = isFirst ? words : query;
    isFirst = false;
    const { entities = [] } = await ask(address, { q: wanted, language });
    return entities.length ? entities.map((entity) => buttonOf(entity, choose)) : [labels.noEntities];
  });
}
