// Pages come from the network, always; what was read before (keeping.js) is for when there is none.

async function offlinePage() {
  const page = await kept(filesName, settings.offline);
  if (!page) return Response.error();
  return new Response(page.body, { status: 503, statusText: "Offline", headers: page.headers });
}

async function answerPage(event) {
  const address = event.request.url;
  try {
    // Asked anew each time: what a browser may answer from its own store could be withdrawn by now.
    const response = await fetch(event.request, { cache: "no-cache" });
    event.waitUntil(keepPage(address, response.clone()));
    return response;
  } catch {
    return (await keptPage(address)) ?? offlinePage();
  }
}

async function answerFile(event) {
  const known = await kept(filesName, event.request.url);
  if (known) return known;
  const response = await fetch(event.request);
  event.waitUntil(keepFile(event.request.url, response.clone()));
  return response;
}

// What a page had loaded before this worker was there to see it.
async function readBefore(address) {
  const url = new URL(address);
  if (isPage(url)) await keepPage(address, await fetch(address));
  else if (isFile(url) && !(await kept(filesName, address))) await keepFile(address, await fetch(address));
}

async function prepare() {
  const response = await fetch(settings.offline, { cache: "no-cache" });
  if (!response.ok) throw new Error(`${settings.offline}: ${response.status}`);
  const html = await response.clone().text();
  await (await caches.open(filesName)).put(settings.offline, response);
  const named = [...html.matchAll(/(?:href|src)="([^"]+)"/g)].map(([, address]) => new URL(address, location));
  await Promise.all(named.filter(isFile).map(({ href }) => readBefore(href)));
  await skipWaiting();
}

async function replaceOlder() {
  const own = (await caches.keys()).filter((name) => name.startsWith(family));
  const older = own.filter((name) => name !== pagesName && name !== filesName);
  await Promise.all(older.map((name) => caches.delete(name)));
  await clients.claim();
}

addEventListener("install", (event) => event.waitUntil(prepare()));
addEventListener("activate", (event) => event.waitUntil(replaceOlder()));
addEventListener("message", (event) => event.waitUntil(Promise.all(event.data.read.map(readBefore))));
addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || request.headers.has("Range")) return;
  if (request.mode === "navigate" && isPage(url)) event.respondWith(answerPage(event));
  else if (isFile(url)) event.respondWith(answerFile(event));
});
