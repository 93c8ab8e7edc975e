// What is kept of one language of an article's form: saved while it is typed, offered back, and let go.

/** One language of the form; ``startedFrom`` holds the number of the revision that its text was begun from. */
export function watch(startedFrom, { root, form, texts, makeOffer, savedRecords, tell, forget }) {
  const { keep, drop, find, isContained, textOf, wordsOf } = texts;
  const { user, article, visit } = root.dataset;
  const isRefused = Boolean(document.querySelector(".errornote"));
  const language = startedFrom.name.split("-")[0];
  const written = `[name^="${language}-"]:is(textarea, [type=text], [type=url]):enabled`;
  const fields = new Map([...form.querySelectorAll(written)].map((field) => [field.name, field]));
  const place = { user, article, language, visit };
  const number = () => Number(startedFrom.value);
  const recordsOf = (isWanted) => find(user, article, language).filter(isWanted);
  // A form that came back with its errors shows as the server's what was typed before.
  const before = recordsOf((record) => record.visit === visit).flatMap((record) => record.fields);
  const namesBefore = new Set(before.map(([name]) => name));
  let waiting;
  const isChanged = (field) => field.value !== field.defaultValue;
  const isTyped = (field) => isChanged(field) || namesBefore.has(field.name);
  const typed = () => [...fields.values()].filter(isTyped).map(({ name, value }) => [name, value]);

  function save() {
    waiting = clearTimeout(waiting);
    const texts = typed();
    const isDone = texts.length ? keep(place, number(), texts) : drop(place);
    tell(isDone, isDone && texts.length);
    return isDone;
  }

  function takeBack(record) {
    const replaced = { ...place, visit: `${visit}.${Date.now()}` };
    if (typed().length) keep(replaced, number(), typed());
    // Begun from an older revision, it must meet the newer one as a conflict, and not replace it.
    startedFrom.value = Math.min(number(), record.startedFrom);
    for (const [name, value] of record.fields.filter(([name]) => fields.has(name))) {
      fields.get(name).value = value;
      for (const event of ["fill", "input"]) fields.get(name).dispatchEvent(new Event(event, { bubbles: true }));
    }
    if (save()) drop(record);
    offerNewest();
    fields.values().next().value.focus();
  }

  function isShown(record) {
    const kept = record.fields.filter(([name]) => fields.has(name));
    const isSame = kept.every(([name, value]) => fields.get(name).value === value);
    if (isSame && kept.length && !isRefused) drop(record);
    return isSame;
  }

  /** One at a time: each answer brings the next. Of the same text kept twice, the older goes. */
  function offerNewest() {
    const [newest, ...older] = recordsOf((record) => record.visit !== visit && !isShown(record));
    if (!newest) return;
    older.filter((record) => textOf(record) === textOf(newest)).forEach(drop);
    const isStale = newest.startedFrom !== number();
    const discard = () => (drop(newest), forget(newest), offerNewest());
    const answers = { isStale, wordsOf, takeBack: () => takeBack(newest), discard };
    startedFrom.before(makeOffer(root.querySelector("template"), newest, answers));
  }

  /** Once the text is saved, what was kept of it before and is all in it is no longer missed. */
  function dropContained(places) {
    const earlier = places.flatMap((place) => find(user, place.article, language));
    earlier.filter((record) => record.startedFrom <= number() && isContained(record, fields)).forEach(drop);
  }

  function saveSoon() {
    clearTimeout(waiting);
    waiting = setTimeout(save, 1000);
  }
  fields.forEach((field) => field.addEventListener("input", saveSoon));
  if ([...fields.values()].some(isChanged)) saveSoon(); // typed before this script came
  window.addEventListener("pagehide", () => waiting && save());
  const savedHere = savedRecords.filter((record) => record.user === user && record.language === language);
  if (savedHere.length) dropContained([{ article }, ...savedHere]);
  offerNewest();
}
