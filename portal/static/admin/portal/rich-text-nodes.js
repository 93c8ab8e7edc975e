// What a text holds beside paragraphs and pictures: pull quotes, videos and posts of other sites. Their markup is
// that of articles/richtext, which cleans whatever arrives.

// A pasted figure of another page must not be taken for one of these, nor one of these for a picture.
const isQuoting = (figure) => !figure.querySelector("img") && figure.querySelector("blockquote") !== null;
const first = 60;

const CAPTION_HINTS = { pullQuote: "quotedPerson", embed: "embedTitle", figure: "pictureCaption" };
const QUOTATION_HINTS = { pullQuote: "pulledWords", embed: "quotedPost" };

/** Says in an empty caption or quotation of a figure what belongs there. */
function hintsOf({ pm }, labels) {
  const { Decoration, DecorationSet } = pm.view;
  const hint = (start, node, key) =>
    Decoration.node(start, start + node.nodeSize, { class: "is-empty", "data-placeholder": labels[key] });
  const hintsIn = (figure, start) => {
    const found = [];
    figure.descendants((node, place, parent) => {
      if (!node.isTextblock || node.content.size) return;
      const keys = node.type.name === "caption" ? CAPTION_HINTS : parent === figure.firstChild ? QUOTATION_HINTS : {};
      if (keys[figure.type.name]) found.push(hint(start + 1 + place, node, keys[figure.type.name]));
    });
    return found;
  };
  const decorations = ({ doc }) => {
    const found = [];
    doc.descendants((node, place) => {
      if (node.type.name in CAPTION_HINTS) found.push(...hintsIn(node, place));
    });
    return DecorationSet.create(doc, found);
  };
  return new pm.state.Plugin({ props: { decorations } });
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

export function nodesOf(module, labels) {
  const { Extension, Node } = module;
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
  const hints = Extension.create({ name: "hints", addProseMirrorPlugins: () => [hintsOf(module, labels)] });
  return [pullQuote, embed, hints];
}
