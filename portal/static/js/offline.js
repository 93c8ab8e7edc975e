// [data-worker]: the address of the service worker, which keeps what was read for when there is no connection.
// [data-retired]: it is switched off; one that is still here is shown what stands there now, and leaves.

const script = document.querySelector("[data-worker]");
// Trusted Types: an address becomes a script here alone, and only one of this site.
const trusted = window.trustedTypes?.createPolicy("worker", {
  createScriptURL: (address) => new URL(address, location.origin).pathname,
});

// A worker that has just come hasn't seen what this page loaded before it.
function tell() {
  const files = performance.getEntriesByType("resource").map(({ name }) => name);
  navigator.serviceWorker.controller?.postMessage({ read: [location.href, ...files] });
}

async function start() {
  try {
    if (!("retired" in script.dataset)) {
      const { worker } = script.dataset;
      await navigator.serviceWorker.register(trusted?.createScriptURL(worker) ?? worker, { updateViaCache: "none" });
    } else {
      await (await navigator.serviceWorker.getRegistration())?.update();
    }
  } catch {
    // A private window may forbid it; reading goes on as without.
  }
}

if (script && "serviceWorker" in navigator) {
  navigator.serviceWorker.addEventListener("controllerchange", tell);
  // After the page: keeping must not delay reading.
  if (document.readyState === "complete") start();
  else addEventListener("load", start);
}
