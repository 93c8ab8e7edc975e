// Turns each text area with data-rich-text, which names the module of the editor, into an editor. Modules are
// named by attributes, because the names of files carry hashes that an import statement does not know.
// A script that has set the value of such an area tells its editor with the event "fill".

function listenForWords(labels) {
  const catalogue = window.gettext ?? ((text) => text);
  window.gettext = (text) => labels[text] ?? catalogue(text);
}

// The policy blocks these in pasted markup, and says so in the console for every one of them.
const BLOCKED = /\s(?:style|on\w+)\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]+)/gi;
const withoutBlocked = (html) =>
  html.replace(/<(style|script)\b.*?<\/\1>/gis, "").replace(/<[^>]+>/g, (tag) => tag.replace(BLOCKED, ""));

async function start(textarea) {
  const labels = JSON.parse(textarea.dataset.labels);
  listenForWords(labels);
  const module = await import(textarea.dataset.richText);
  const names = ["extensions", "menu", "nodes", "table", "toolbar", "paragraphs", "rows"];
  const parts = names.map((name) => import(textarea.dataset[name]));
  const [{ extensionsOf }, menu, nodes, table, { startToolbar }, { paragraphsOf }, rows] = await Promise.all(parts);
  const element = document.createElement("div");
  Object.assign(element, { className: "prose-editor", lang: textarea.lang, dir: textarea.dir });
  textarea.before(element);
  element.append(textarea);
  const attributes = { "aria-label": document.querySelector(`label[for="${textarea.id}"]`)?.textContent ?? "" };
  const onUpdate = ({ editor }) => {
    textarea.value = editor.isEmpty ? "" : editor.getHTML();
    textarea.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const onCreate = ({ editor }) => rows.watchBar(startToolbar(element, editor, labels));
  const extensions = [...extensionsOf(module, textarea, labels, menu, nodes, table), paragraphsOf(module, textarea, labels, rows)];
  const editorProps = { attributes, transformPastedHTML: withoutBlocked };
  // Its style sheet would be an inline one; rich-text.css stands in for it.
  const editor = new module.Editor({ element, editable: !textarea.disabled, extensions, content: textarea.value, injectCSS: false, editorProps, onUpdate, onCreate });
  textarea.addEventListener("fill", () => editor.commands.setContent(withoutBlocked(textarea.value)));
}

document.querySelectorAll("textarea[data-rich-text]").forEach(start);
