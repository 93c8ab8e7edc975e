// [data-embed-offer="address of a player"]: what stands in the place of a video of another site. Nothing is asked
// of that site before the reader presses the button; without script the link below it leads there.

const rights = "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-presentation";

function play(offer) {
  const frame = document.createElement("iframe");
  const title = offer.closest("figure").querySelector("figcaption").innerText.replace(/\s+/g, " ").trim();
  frame.setAttribute("sandbox", rights);
  Object.assign(frame, {
    className: "embed__player",
    title,
    allow: "fullscreen; picture-in-picture; encrypted-media",
    referrerPolicy: "strict-origin-when-cross-origin",
    src: offer.dataset.embedOffer,
  });
  offer.replaceWith(frame);
  frame.focus();
}

for (const offer of document.querySelectorAll("[data-embed-offer]")) {
  offer.hidden = false;
  offer.querySelector("button").addEventListener("click", () => play(offer));
}
