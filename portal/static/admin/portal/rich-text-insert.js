// Putting pull quotes, videos and posts into a text: below the block of the cursor, which stays whole.

const paragraph = { type: "paragraph" };

export function insertPullQuote(editor) {
  const { from, to } = editor.state.selection;
  const words = editor.state.doc.textBetween(from, to, " ").trim();
  const quoted = words ? { ...paragraph, content: [{ type: "text", text: words }] } : paragraph;
  const content = [{ type: "blockquote", content: [quoted] }, { type: "caption" }];
  insertBelow(editor, { type: "pullQuote", content }, words ? 0 : 3);
}

export function insertEmbed(editor, { address, isPost }) {
  const quotation = { type: "blockquote", content: [paragraph] };
  const content = [...(isPost ? [quotation] : []), { type: "caption" }];
  insertBelow(editor, { type: "embed", attrs: { address }, content }, isPost ? 3 : 2);
}

/** Writing goes on ``depth`` steps inside, or where it was. */
function insertBelow(editor, node, depth) {
  const { $to } = editor.state.selection;
  const place = $to.depth ? $to.after(1) : $to.pos;
  const chain = editor.chain().focus().insertContentAt(place, node);
  (depth ? chain.setTextSelection(place + depth) : chain).run();
}
