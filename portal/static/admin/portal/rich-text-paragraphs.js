// The margin of an editor of texts: a bar at paragraphs that the other language changed, and room below a
// paragraph so that the next one stands on one line with its like in the other text (rich-text-rows.js).

const numbersIn = (words) => new Set((words ?? "").split(" ").filter(Boolean).map(Number));

function children(doc) {
  const found = [];
  doc.forEach((node, start) => found.push({ start, end: start + node.nodeSize }));
  return found;
}

export function paragraphsOf(module, textarea, labels, rows) {
  const { Plugin, PluginKey } = module.pm.state;
  const { Decoration, DecorationSet } = module.pm.view;
  const key = new PluginKey("paragraphs");
  const { behind, gaps } = textarea.closest("[data-behind]")?.dataset ?? {};

  function bars(doc) {
    const places = children(doc);
    const at = (place, name, title) =>
      places[place] && Decoration.node(places[place].start, places[place].end, { class: name, title });
    const marked = [...numbersIn(behind)].map((place) => at(place, "is-behind", labels.isBehind));
    const open = [...numbersIn(gaps)].map((place) =>
      place < places.length
        ? at(place, "has-gap-before", labels.hasGap)
        : at(places.length - 1, "has-gap-after", labels.hasGap),
    );
    return DecorationSet.create(doc, [...marked, ...open].filter(Boolean));
  }

  function room(doc, extra) {
    const wanted = children(doc).map(({ start, end }, place) =>
      extra[place] ? Decoration.node(start, end, { style: `--extra: ${extra[place]}px` }) : null,
    );
    return wanted.filter(Boolean);
  }

  const plugin = new Plugin({
    key,
    state: {
      init: (config, { doc }) => ({ bars: bars(doc), extra: [] }),
      apply: (change, before) => ({
        bars: before.bars.map(change.mapping, change.doc),
        extra: change.getMeta(key) ?? before.extra,
      }),
    },
    props: {
      decorations(state) {
        const { bars, extra } = key.getState(state);
        return bars.add(state.doc, room(state.doc, extra));
      },
    },
    view: (view) => {
      const row = {
        view,
        places: () => children(view.state.doc).map(({ start }) => view.nodeDOM(start)),
        extra: () => key.getState(view.state).extra,
        give: (extra) => view.dispatch(view.state.tr.setMeta(key, extra).setMeta("addToHistory", false)),
      };
      rows.join(row);
      return { update: rows.alignSoon, destroy: () => rows.leave(row) };
    },
  });
  return module.Extension.create({ name: "paragraphs", addProseMirrorPlugins: () => [plugin] });
}
