// [data-worker]: the address of the service worker, which keeps what was read for when there is no connection.

const address = document.querySelector("[data-worker]")?.dataset.worker;

// A worker that has just come hasn't seen what this page loaded before it.
function tell() {
  const files = performance.getEntriesByType("resource").map(({ name }) => name);
  navigator.serviceWorker.controller?.postMessage({ read: [location.href, ...files] });
}

if (address && "serviceWorker" in navigator) {
  navigator.serviceWorker.addEventListener("controllerchange", tell);
  // After the page: keeping must not delay reading. A refusal (a private window) leaves everything as it was.
  const start = () => navigator.serviceWorker.register(address, { updateViaCache: "none" }).catch(() => {});
  if (document.readyState === "complete") start();
  else addEventListener("load", start);
}
