// The caption of a table.

/** Its words are one attribute, which the style sheet shows: a table of the library has rows and nothing else. */
export const tableWithCaption = (Table) =>
  Table.extend({
    addAttributes: () => ({
      caption: {
        parseHTML: (table) => table.querySelector(":scope > caption")?.textContent.trim() ?? "",
        renderHTML: ({ caption }) => (caption ? { "data-caption": caption } : {}),
      },
    }),
    parseHTML: () => [{ tag: "table" }, { tag: "caption", ignore: true }],
    renderHTML: ({ node }) => {
      const { caption } = node.attrs;
      return ["table", ...(caption ? [["caption", caption]] : []), ["tbody", 0]];
    },
  });

export async function nameTable(editor, updateAttrsDialog, labels) {
  const properties = { caption: { type: "string", title: labels.tableCaption } };
  const ask = updateAttrsDialog(properties, { title: labels["table:caption"], submitText: labels.Update });
  const answer = await ask(editor, editor.getAttributes("table"));
  if (answer) editor.chain().focus().updateAttributes("table", { caption: answer.caption.trim() }).run();
}
