// The bar that offers a kept text back, and the words for the times at which texts were kept.

const locale = document.documentElement.lang === "ar" ? "ar-u-nu-latn" : "en-GB";
const timeZone = "Asia/Kuwait";
const inWords = (at, options) => new Intl.DateTimeFormat(locale, { timeZone, ...options }).format(at);
const minute = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };

const day = (at) => `${inWords(at, { day: "numeric", month: "long" })} ${inWords(at, minute)}`;

export const clock = (at) => inWords(at, { ...minute, second: "2-digit" });

/** What a text is known by: its headline, or the first words of what there is. */
function beginning(fields, wordsOf) {
  const headline = fields.find(([name]) => name.endsWith("-headline"))?.[1];
  const words = wordsOf(headline || fields.map(([, value]) => value).find(Boolean) || "");
  return words.length > 60 ? `${words.slice(0, 59)}…` : words;
}

/** Make the bar for a record; the text itself is put into the fields of the form, never into the page. */
export function makeOffer(template, record, { isStale, wordsOf, takeBack, discard }) {
  const bar = template.content.firstElementChild.cloneNode(true);
  const time = bar.querySelector("time");
  time.dateTime = new Date(record.at).toISOString();
  time.textContent = day(record.at);
  bar.querySelector("[data-stale]").hidden = !isStale;
  bar.querySelector("[data-words]").textContent = beginning(record.fields, wordsOf);
  const answers = { "[data-take-back]": takeBack, "[data-discard]": discard };
  for (const [button, answer] of Object.entries(answers)) {
    bar.querySelector(button).addEventListener("click", () => {
      bar.remove();
      answer();
    });
  }
  return bar;
}
