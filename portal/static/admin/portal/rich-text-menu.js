// The buttons of the editor of texts: a short row of what every text needs, and a second row of the rest.

const SHORT = ["short", "link", "quotes", "table", "pictures", "entities", "more"];
const REST = "headings marks lists history";

export const groups = [...SHORT, REST].map((group) => ({ group }));

function button(words) {
  return Object.assign(document.createElement("button"), { type: "button", className: "prose-menubar__button", textContent: words });
}

async function insertPicture(editor, textarea, labels) {
  const { picker, picturePicker, pictures } = textarea.dataset;
  const { choosePicture, figureOf } = await import(picturePicker);
  const picture = await choosePicture(await import(picker), pictures, textarea.lang, labels);
  if (picture) editor.chain().focus().insertContent(figureOf(picture, textarea.lang)).run();
}

async function insertEntity(editor, textarea, labels) {
  const { picker, entityPicker, entities } = textarea.dataset;
  const { from, to } = editor.state.selection;
  const words = editor.state.doc.textBetween(from, to, " ").trim();
  const { chooseEntity } = await import(entityPicker);
  const entity = await chooseEntity(await import(picker), entities, textarea.lang, words, labels);
  if (!entity) return;
  const marks = [{ type: "link", attrs: { href: entity.url } }];
  if (words) editor.chain().focus().setTextSelection({ from, to }).setMark("link", { href: entity.url }).run();
  else editor.chain().focus().insertContent([{ type: "text", text: entity.label, marks }, { type: "text", text: " " }]).run();
}

async function embed(editor, textarea, labels) {
  const { picker, embedDialog, embeds, insert } = textarea.dataset;
  const { askForEmbed } = await import(embedDialog);
  const found = await askForEmbed(await import(picker), embeds, labels);
  if (found) (await import(insert)).insertEmbed(editor, found);
}

async function pullQuote(editor, textarea) {
  (await import(textarea.dataset.insert)).insertPullQuote(editor);
}

async function caption(editor, textarea, dialog, labels) {
  (await import(textarea.dataset.table)).nameTable(editor, dialog, labels);
}

function unfold(editor, toggle) {
  const isOpen = toggle.closest(".prose-editor").classList.toggle("has-more");
  toggle.setAttribute("aria-expanded", isOpen);
  toggle.focus();
}

export function defineItems(menu, buttons, textarea, labels, { updateAttrsDialog }) {
  const toggle = button("⋯");
  toggle.setAttribute("aria-expanded", "false");
  const insertTable = (chain) => chain.focus().insertTable({ rows: 3, cols: 3, withHeaderRow: true }).run();
  const define = (name, groups, button, command, more = {}) => menu.defineItem({ name, groups, button, command, ...more });
  const active = (...what) => ({ active: (editor) => editor.isActive(...what) });
  define("paragraph", "short", button("¶"), (editor) => editor.chain().focus().setParagraph().run(), { ...active("paragraph"), priority: 300 });
  define("heading2", "short", button("H2"), (editor) => editor.chain().focus().toggleHeading({ level: 2 }).run(), { ...active("heading", { level: 2 }), priority: 290 });
  define("bold", "short", button(labels["sign:bold"]), (editor) => editor.chain().focus().toggleBold().run(), { ...active("bold"), priority: 280 });
  define("blockquote", "quotes", button("«»"), (editor) => editor.chain().focus().toggleBlockquote().run(), active("blockquote"));
  define("pullQuote", "quotes", buttons.material("format_quote"), (editor) => pullQuote(editor, textarea), { ...active("pullQuote"), enabled: (editor) => !editor.isActive("pullQuote") });
  define("figure", "pictures", buttons.material("image"), (editor) => insertPicture(editor, textarea, labels));
  define("embed", "pictures", buttons.material("ondemand_video"), (editor) => embed(editor, textarea, labels), { ...active("embed"), priority: 90 });
  define("table:caption", "table", buttons.material("short_text"), (editor) => caption(editor, textarea, updateAttrsDialog, labels), { hidden: (editor) => !editor.isActive("table"), priority: 99 });
  define("table", "table", buttons.material("grid_on"), (editor) => insertTable(editor.chain()), { hidden: (editor) => editor.isActive("table") });
  define("entity", "entities", button(labels["sign:entity"]), (editor) => insertEntity(editor, textarea, labels));
  define("more", "more", toggle, (editor) => unfold(editor, toggle));
}
