"""Takes the pictures, and notes what no page may do: overflow, complain, or ask another host."""

from urllib.parse import urlsplit

from tests.screenshots.shots import HEIGHTS

#: Elements that stick out of a page, by what a person would look for them by.
STICKING_OUT = """() => {
  const wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= wide) return [];
  return [...document.querySelectorAll("body *")]
    .filter(element => {
      const box = element.getBoundingClientRect();
      return box.width && (box.right > wide + 1 || box.left < -1);
    })
    .slice(0, 5)
    .map(element => `${element.tagName.toLowerCase()}.${element.className}`);
}"""
#: Lazy pictures come only when they are near: what is below the fold would be missing from the picture.
LOAD_ALL = """async () => {
  for (const image of document.images) image.loading = "eager";
  await Promise.all([...document.images].map(image => image.decode().catch(() => {})));
  await document.fonts.ready;
}"""
#: In the points of a style sheet.
A4_WIDTH, A4_HEIGHT = 794, 1123


class Camera:
    def __init__(self, browser, base_url, folder):
        self.folder = folder
        self.faults = []
        self.taken = []
        self.host = urlsplit(base_url).netloc
        self._current = ""
        self._context = browser.new_context(base_url=base_url, reduced_motion="reduce")
        self.page = self._context.new_page()
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self._fault(f"script failed: {error}"))
        self.page.on("request", self._see)

    def take(self, shot):
        self._open(shot)
        if shot.menu:
            self.page.locator("[data-menu] summary").click()
        self.page.evaluate(LOAD_ALL)
        if sticking_out := self.page.evaluate(STICKING_OUT):
            self._fault(f"overflows sideways: {', '.join(sticking_out)}")
        self.page.screenshot(path=self.folder / shot.name, full_page=not shot.menu)
        self.taken.append(shot.name)

    def _open(self, shot):
        self._current = shot.name
        self.page.set_viewport_size({"width": shot.width, "height": HEIGHTS.get(shot.width, 900)})
        self.page.emulate_media(
            media="screen", color_scheme=shot.theme, forced_colors="active" if shot.forced else "none"
        )
        self.page.goto(shot.address)

    def print(self, kind, language, address):
        """What goes to the printer, as a PDF and as one long picture of the width of the paper."""
        name = f"{kind}-{language}-{A4_WIDTH}-print"
        self._current = name
        self.page.set_viewport_size({"width": A4_WIDTH, "height": A4_HEIGHT})
        self.page.emulate_media(media="print", color_scheme="light", forced_colors="none")
        self.page.goto(address)
        self.page.evaluate(LOAD_ALL)
        self.page.pdf(path=self.folder / f"{name}.pdf", format="A4")
        self.page.screenshot(path=self.folder / f"{name}.png", full_page=True)
        self.taken.append(f"{name}.png")

    def _hear(self, message):
        if message.type == "error" and not self._is_expected(message):
            self._fault(f"console: {message.text}")

    def _is_expected(self, message):
        """A page that isn't there answers 404, and Chromium says so."""
        return "404" in message.text and self._current.startswith("not-found")

    def _see(self, request):
        parts = urlsplit(request.url)
        if parts.scheme in {"http", "https"} and parts.netloc != self.host:
            self._fault(f"asks another host: {request.url}")

    def _fault(self, text):
        self.faults.append(f"{self._current}: {text}")
