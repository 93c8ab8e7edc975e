// What a text holds beside paragraphs and pictures: pull quotes, videos and posts of other sites, the caption of a
// table. Their markup is that of articles/richtext, which cleans whatever arrives.

// A pasted figure of another page must not be taken for one of these, nor one of these for a picture.
const isQuoting = (figure) => !figure.querySelector("img") && figure.querySelector("blockquote") !== null;
const first = 60;

const CAPTION_HINTS = { pullQuote: "quotedPerson", embed: "embedTitle", figure: "pictureCaption" };
const QUOTATION_HINTS = { pullQuote: "pulledWords", embed: "quotedPost" };

/** What stands in an empty caption, or in an empty quotation inside one of these. */
function hintFor(node, place, labels) {
  const isCaption = node.type.name === "caption";
  const around = isCaption ? place.parent : place.depth && place.node(-1);
  return labels[(isCaption ? CAPTION_HINTS : QUOTATION_HINTS)[around?.type?.name]] ?? "";
}

/** Below: a caption has one line, so a new one begins after the figure. */
function leaveCaption({ editor }) {
  const { $from } = editor.state.selection;
  if ($from.parent.type.name !== "caption" || $from.depth < 2) return false;
  const place = $from.after(-1);
  return editor.chain().insertContentAt(place, { type: "paragraph" }).setTextSelection(place + 1).run();
}

/** Erasing in one without words takes it away. */
const erase = (name) => ({ editor }) => {
  const { $from, empty } = editor.state.selection;
  const isInside = editor.isActive(name) && empty;
  const figure = isInside && [...Array($from.depth).keys()].map((depth) => $from.node(depth + 1)).find(({ type }) => type.name === name);
  return figure && !figure.textContent ? editor.commands.deleteNode(name) : false;
};

export function nodesOf({ Node, Placeholder }, labels) {
  const pullQuote = Node.create({
    name: "pullQuote",
    group: "block",
    content: "blockquote caption",
    defining: true,
    isolating: true,
    parseHTML: () => [{ tag: "figure", priority: first, getAttrs: (figure) => isQuoting(figure) && null }],
    renderHTML: () => ["figure", { class: "pull-quote" }, 0],
    addKeyboardShortcuts: () => ({ Enter: leaveCaption, Backspace: erase("pullQuote") }),
  });
  const embed = Node.create({
    name: "embed",
    group: "block",
    content: "blockquote? caption",
    isolating: true,
    addAttributes: () => ({ address: { parseHTML: (figure) => figure.dataset.embed } }),
    parseHTML: () => [{ tag: "figure[data-embed]", priority: first + 1 }],
    renderHTML: ({ node }) => ["figure", { class: "embed", "data-embed": node.attrs.address }, 0],
    addKeyboardShortcuts: () => ({ Backspace: erase("embed") }),
  });
  const hints = Placeholder.configure({
    includeChildren: true,
    showOnlyCurrent: false,
    placeholder: ({ editor, node, pos }) => hintFor(node, editor.state.doc.resolve(pos), labels),
  });
  return [pullQuote, embed, hints];
}

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
