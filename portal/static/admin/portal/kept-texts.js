// The browser's storage of texts that were typed and not yet saved, one record for each visit and language.
//
// A record belongs to one user and is offered to nobody else. Logging out leaves it in place: a session that
// ended by itself is one of the accidents it is there for. It goes when its visit is saved, when the editor
// discards it, or after two weeks.

const PREFIX = "portal.kept";
const LONGEST = 14 * 24 * 60 * 60 * 1000;

const keyOf = ({ user, article, language, visit }) => [PREFIX, user, article, language, visit].join(":");

function* records() {
  for (const key of Object.keys(localStorage).filter((key) => key.startsWith(`${PREFIX}:`))) {
    const [, user, article, language, visit] = key.split(":");
    try {
      const { at, startedFrom, fields } = JSON.parse(localStorage.getItem(key));
      yield { user, article, language, visit, at, startedFrom, fields: Object.entries(fields) };
    } catch {
      localStorage.removeItem(key); // nothing of ours, or damaged
    }
  }
}

/** Whether the browser lets us keep anything: it may be forbidden or full. */
function attempt(act) {
  try {
    act();
    return true;
  } catch {
    return false;
  }
}

export const keep = (place, startedFrom, fields, at = Date.now()) =>
  attempt(() => {
    const record = { at, startedFrom, fields: Object.fromEntries(fields) };
    localStorage.setItem(keyOf(place), JSON.stringify(record));
  });

export const drop = (place) => attempt(() => localStorage.removeItem(keyOf(place)));

export const isAllowed = () => attempt(() => localStorage.getItem(PREFIX));

/** The records of one text, the newest first. */
export function find(user, article, language) {
  const isWanted = (record) => record.user === user && record.article === article && record.language === language;
  return [...records()].filter(isWanted).sort((one, other) => other.at - one.at);
}

/** Drop what was saved in this visit, whatever article it was, and what has grown old. Return what was saved. */
export function tidy(savedVisit) {
  const all = [...records()];
  const saved = all.filter((record) => record.visit === savedVisit);
  const old = all.filter((record) => !(Date.now() - record.at < LONGEST));
  [...saved, ...old].forEach(drop);
  return saved;
}

/** The words of a field, and the addresses that its markup names, with one space between each two. */
export const wordsOf = (value) =>
  value
    .replace(/<[^>]*?(?:(?:src|href)="([^"]*)"[^>]*)?>/g, " $1 ")
    .split(/\s+/)
    .filter(Boolean)
    .join(" ");

/** Whether each field of a record is a passage of the same field of the form. */
export const isContained = (record, fields) =>
  record.fields.every(([name, value]) => {
    const field = fields.get(name);
    return field && ` ${wordsOf(field.value)} `.includes(` ${wordsOf(value)} `.replace(/ +/g, " "));
  });

/** What two records have in common if they keep the same text. */
export const textOf = (record) => JSON.stringify([...record.fields].sort());
