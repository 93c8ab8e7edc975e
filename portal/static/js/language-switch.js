// [data-language-switch="ar|en"]: remembers the language a reader asked for, so that "/" leads there next time.
// Only this click sets the cookie; no public page does.

const year = 365 * 24 * 60 * 60;

for (const link of document.querySelectorAll("[data-language-switch]")) {
  link.addEventListener("click", () => {
    const secure = location.protocol === "https:" ? "; Secure" : "";
    document.cookie =
      `portal_language=${link.dataset.languageSwitch}; Path=/; Max-Age=${year}; SameSite=Lax${secure}`;
  });
}
