"use strict";
// The chosen node: what is known of it, where it stands in its source, and its links that are shown.
var details = (() => {
  const { byId, words, make, fill, say, langOf, JAPANESE } = page;
  const { nodes, state, steps, refresh } = picture;

  const facts = (node) => {
    const list = make("dl");
    const add = (term, values) => {
      if (!values.length) return;
      list.append(make("dt", term));
      for (const value of values) list.append(make("dd", value, langOf(value)));
    };
    add(words.kind, [node.kind]);
    add(words.tag, node.tag ? [node.tag.join("")] : []);
    if (node.closed) return list;
    add(words.kana, node.kana ? [node.kana] : []);
    add(words.status, node.status ? [node.status] : []);
    add(words.basis, node.basis ?? []);
    add(words.members, node.members ?? []);
    add(words.rows, node.rows?.length ? [node.rows.join(words.separator)] : []);
    const spots = (node.spots ?? []).map(([anchor, begins, finishes, document]) =>
      (document ? `${fill(words.inDocument, { document })} ` : "") + fill(words.spot, { anchor, begins, finishes }));
    add(words.source, spots.length ? [words.document, ...spots].filter(Boolean) : []);
    return list;
  };

  const linkLine = (link) => {
    const outward = link.from === state.chosen;
    const cells = byId(link.id).cells;
    const item = make("li");
    const label = fill(outward ? words.to : words.from, { label: cells[outward ? 1 : 0].firstChild.textContent.trim() });
    item.append(make("strong", label, langOf(label)));
    const kind = `${cells[2].textContent.trim()}（${cells[3].textContent}）`;
    const from = words.sources[link.document] ? fill(words.inDocument, { document: link.document }) : "";
    const row = cells[cells.length - 2].textContent;
    const several = Object.keys(words.sources).length > 1;
    const more = [kind, cells[4].textContent, cells[5].textContent, several ? from : "", row ? fill(words.row, { row }) : ""];
    item.append(make("span", more.filter(Boolean).join(" / ")));
    return item;
  };

  const button = (label, id, act) => {
    const made = make("button", label, { type: "button", id });
    made.addEventListener("click", act);
    return made;
  };
  const show = () => {
    const body = byId("details-body");
    const title = byId("details-title");
    const node = nodes.get(state.chosen);
    if (!node) {
      title.textContent = words.details;
      title.lang = document.documentElement.lang;
      body.replaceChildren(make("p", words.none));
      return;
    }
    title.textContent = node.label;
    title.lang = JAPANESE.test(node.label) ? "ja" : document.documentElement.lang;
    const own = state.shown.filter((link) => link.from === node.id || link.to === node.id);
    const list = make("ul", undefined, { class: "link-list" });
    list.append(...own.map(linkLine));
    const parts = [facts(node)];
    if (node.closed) parts.push(make("p", words.closed));
    const buttons = make("p", undefined, { class: "buttons" });
    if (path.knows(node.id)) {
      buttons.append(
        button(words.pathFrom, "from-here", () => path.chooseFromPanel("from", node.id, "from-here")),
        button(words.pathTo, "to-here", () => path.chooseFromPanel("to", node.id, "to-here")),
      );
    }
    if (page.data.opens?.[node.id]) buttons.append(make("a", words.open, { href: page.data.opens[node.id], class: "button", id: "open-here" }));
    buttons.append(button(words.close, "close", () => choose("")));
    parts.push(buttons, make("h4", words.links), own.length ? list : make("p", words.linksNone));
    body.replaceChildren(...parts);
  };
  steps.push(show);

  const set = (id) => {
    state.chosen = nodes.has(id) ? id : "";
    byId("choose").value = state.chosen;
  };
  const choose = (id, opener = null, intoPanel = false) => {
    const back = id ? null : state.opener;
    if (id && state.from && state.to) path.set("", "");
    if (id) state.given = [];
    set(id);
    state.opener = id ? opener ?? state.opener : null;
    refresh();
    const node = nodes.get(id);
    if (!node) {
      say(words.cleared);
      (back?.isConnected ? back : byId("choose")).focus();
      return;
    }
    view.bringIntoSight(node);
    const count = state.shown.filter((link) => link.from === id || link.to === id).length;
    say(words.chosen, { label: node.label, count });
    if (intoPanel) byId("details-title").focus();
  };

  view.network.on("click", (event) => {
    const id = view.network.getNodeAt(event.pointer.DOM);
    if (nodes.has(id)) choose(id, view.holder);
    else if (state.chosen) choose("");
  });
  view.network.on("hoverNode", () => { view.holder.classList.add("over"); });
  view.network.on("blurNode", () => { view.holder.classList.remove("over"); });
  byId("choose").addEventListener("change", (event) => choose(event.target.value, event.target));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && state.chosen) choose("");
  }, { signal: page.ended.signal });
  return { choose, set };
})();
