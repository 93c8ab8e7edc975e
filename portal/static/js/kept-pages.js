// [data-kept-pages]: the offline page's list of what was read on this device before, the last first.

const { lang } = document.documentElement;
const day = new Intl.DateTimeFormat(lang === "ar" ? "ar-KW-u-ca-gregory-nu-latn" : "en-GB", { dateStyle: "long" });

// Trusted Types: text becomes a document here alone. Nothing in it runs, and only its text is read.
const trusted = window.trustedTypes?.createPolicy("kept-pages", { createHTML: (text) => text });

async function rowOf(section, cache, request) {
  const response = await cache.match(request);
  const text = await response.text();
  const page = new DOMParser().parseFromString(trusted?.createHTML(text) ?? text, "text/html");
  const row = section.querySelector("template").content.cloneNode(true);
  const link = row.querySelector("a");
  link.href = request.url;
  const isFront = new URL(request.url).pathname === section.dataset.frontPage;
  const heading = isFront ? section.dataset.frontName : page.querySelector("h1")?.textContent.trim();
  link.textContent = heading || page.title;
  const time = row.querySelector("time");
  const read = new Date(response.headers.get("Date"));
  time.dateTime = read.toISOString();
  time.textContent = day.format(read);
  return row;
}

async function show(section) {
  const names = (await caches.keys()).filter((name) => name.startsWith(`portal-${lang}-pages-`));
  const rows = [];
  for (const cache of await Promise.all(names.map((name) => caches.open(name)))) {
    const requests = await cache.keys();
    const others = requests.filter(({ url }) => new URL(url).pathname !== section.dataset.keptPages);
    rows.push(...(await Promise.all(others.map((request) => rowOf(section, cache, request)))));
  }
  section.querySelector(".rows").append(...rows.reverse());
  section.hidden = rows.length === 0;
}

if ("caches" in window) document.querySelectorAll("[data-kept-pages]").forEach(show);
