// What the editor of texts can do.

export function extensionsOf(module, textarea, labels, { groups, defineItems }, { nodesOf }, { tableWithCaption }) {
  const { Blockquote, Bold, BulletList, Caption, Document, Dropcursor, Extension, Figure, Gapcursor } = module;
  const { HardBreak, Heading, History, HorizontalRule, Image, Italic, Link, ListItem, Menu } = module;
  const { OrderedList, Paragraph, Table, TableCell, TableHeader, TableRow, Text } = module;
  const levels = [2, 3, 4];
  // The headline is the page's only first-level heading, so a pasted one steps down.
  const tags = [...levels.map((level) => ({ tag: `h${level}`, attrs: { level } })), { tag: "h1", attrs: { level: 2 } }];
  return [
    Blockquote, Bold, BulletList, Caption, Document, Dropcursor, Gapcursor, HardBreak, History, HorizontalRule,
    Image, Italic, ListItem, Paragraph, TableCell, TableHeader, TableRow, Text,
    ...nodesOf(module, labels),
    tableWithCaption(Table),
    // Its floating menu repeats what the caption and the library's own form are for.
    Figure.extend({ addProseMirrorPlugins: () => [] }),
    OrderedList.configure({ enableListAttributes: false }),
    Heading.extend({ parseHTML: () => tags }).configure({ levels }),
    Link.configure({ enableTarget: false, protocols: ["http", "https", "mailto"] }),
    Menu.configure({ groups }),
    Extension.create({
      name: "portalMenu",
      addMenuItems: ({ menu, buttons }) => defineItems(menu, buttons, textarea, labels, module),
    }),
  ];
}
