// What the service worker of one language keeps, and what it forgets. worker.py writes `settings` above: language,
// version, and where things are.

const root = `/${settings.language}/`;
const family = `portal-${settings.language}-`;
const pagesName = `${family}pages-${settings.version}`;
const filesName = `${family}files-${settings.version}`;

const mostPages = 50;
const mostPictures = 150;

const hashed = /\.[0-9a-f]{12}\.\w+$/;
const picture = /^[0-9a-f]{32}\b/;
const notPages = /^(?:admin|api|health|i18n|media|preview)\//;
const tracking = /^(?:utm_\w+|fbclid|gclid)$/;

function isPicture({ pathname }) {
  return pathname.startsWith(settings.media) && picture.test(pathname.slice(settings.media.length));
}

// Names that stand for one content for ever: the only ones that may be answered without asking.
function isFile(url) {
  if (url.origin !== location.origin) return false;
  return isPicture(url) || (url.pathname.startsWith(settings.static) && hashed.test(url.pathname));
}

function isPage({ origin, pathname }) {
  return origin === location.origin && pathname.startsWith(root) && !notPages.test(pathname.slice(root.length));
}

function mayBeKept(response) {
  const said = response.headers.get("Cache-Control") ?? "";
  return response.status === 200 && !response.redirected && !/no-store|private/.test(said);
}

function keyOf(address) {
  const url = new URL(address);
  url.hash = "";
  for (const name of [...url.searchParams.keys()]) {
    if (tracking.test(name)) url.searchParams.delete(name);
  }
  return url.href;
}

// An article is known by its number: whatever words stand behind it, it is the same piece.
function thingAt(address) {
  const { pathname } = new URL(address);
  return pathname.match(/^\/\w+\/articles\/\d+\//)?.[0] ?? keyOf(address);
}

async function keepPage(address, response) {
  const pages = await caches.open(pagesName);
  if ([404, 410].includes(response.status) || response.type === "opaqueredirect") {
    const gone = (await pages.keys()).filter(({ url }) => thingAt(url) === thingAt(address));
    await Promise.all(gone.map((request) => pages.delete(request)));
    return;
  }
  if (response.status !== 200) return;
  const key = keyOf(address);
  await pages.delete(key);
  if (!mayBeKept(response) || !response.headers.get("Content-Type")?.startsWith("text/html")) return;
  await pages.put(key, response);
  await dropOldest(pages, await pages.keys(), mostPages);
}

async function keepFile(address, response) {
  if (!mayBeKept(response)) return;
  const files = await caches.open(filesName);
  await files.put(address, response);
  const pictures = (await files.keys()).filter(({ url }) => isPicture(new URL(url)));
  await dropOldest(files, pictures, mostPictures);
}

// Caches list their requests in the order in which they were put.
function dropOldest(cache, requests, most) {
  const oldest = requests.slice(0, Math.max(0, requests.length - most));
  return Promise.all(oldest.map((request) => cache.delete(request)));
}

async function kept(name, address) {
  return (await caches.open(name)).match(address, { ignoreVary: true });
}

async function keptPage(address) {
  const same = await kept(pagesName, keyOf(address));
  if (same) return same;
  const requests = await (await caches.open(pagesName)).keys();
  const other = requests.find(({ url }) => thingAt(url) === thingAt(address));
  return other && kept(pagesName, other.url);
}
