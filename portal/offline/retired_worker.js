// Stands where the service worker stood, while reading offline is switched off: it takes away what that one kept,
// then itself.

async function leave() {
  const names = await caches.keys();
  const own = names.filter((name) => name.startsWith(`portal-${settings.language}-`));
  await Promise.all(own.map((name) => caches.delete(name)));
  await registration.unregister();
}

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(leave()));
