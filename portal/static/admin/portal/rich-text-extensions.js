// What the editor of texts can do, and the buttons for it.

export function extensionsOf(module, textarea, labels) {
  const { Blockquote, Bold, BulletList, Caption, Document, Dropcursor, Extension, Figure, Gapcursor } = module;
  const { HardBreak, Heading, History, HorizontalRule, Image, Italic, Link, ListItem, Menu } = module;
  const { OrderedList, Paragraph, Table, TableCell, TableHeader, TableRow, Text } = module;
  const levels = [2, 3, 4];
  // The headline is the page's only first-level heading, so a pasted one steps down.
  const tags = [...levels.map((level) => ({ tag: `h${level}`, attrs: { level } })), { tag: "h1", attrs: { level: 2 } }];
  const groups = ["headings", "marks", "lists", "quotes", "link", "pictures", "table", "history"];
  return [
    Blockquote, Bold, BulletList, Caption, Document, Dropcursor, Gapcursor, HardBreak, History, HorizontalRule,
    Image, Italic, ListItem, Paragraph, Table, TableCell, TableHeader, TableRow, Text,
    // Its floating menu repeats what the caption and the library's own form are for.
    Figure.extend({ addProseMirrorPlugins: () => [] }),
    OrderedList.configure({ enableListAttributes: false }),
    Heading.extend({ parseHTML: () => tags }).configure({ levels }),
    Link.configure({ enableTarget: false, protocols: ["http", "https", "mailto"] }),
    Menu.configure({ groups: groups.map((group) => ({ group })) }),
    Extension.create({
      name: "portalMenu",
      addMenuItems: ({ menu, buttons }) => defineItems(menu, buttons, textarea, labels),
    }),
  ];
}

function defineItems(menu, buttons, textarea, labels) {
  menu.defineItem({
    name: "blockquote",
    groups: "quotes",
    button: buttons.material("format_quote"),
    active: (editor) => editor.isActive("blockquote"),
    command: (editor) => editor.chain().focus().toggleBlockquote().run(),
  });
  menu.defineItem({
    name: "figure",
    groups: "pictures",
    button: buttons.material("image"),
    command: async (editor) => {
      const { choosePicture } = await import(textarea.dataset.picturePicker);
      const figure = await choosePicture(textarea.dataset.pictures, textarea.lang, labels);
      if (figure) editor.chain().focus().insertContent(figure).run();
    },
  });
  menu.defineItem({
    name: "table",
    groups: "table",
    button: buttons.material("grid_on"),
    hidden: (editor) => editor.isActive("table"),
    command: (editor) => editor.chain().focus().insertTable({ rows: 3, cols: 3, withHeaderRow: true }).run(),
  });
}
