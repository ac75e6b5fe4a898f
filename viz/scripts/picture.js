"use strict";
// The state of the picture: what exists, what is shown, what is lit. Each script adds a step; `refresh` runs them in
// order, so that the drawing, the table, the details and the address always say the same.
var picture = (() => {
  const { data } = page;
  const nodes = new Map(data.nodes.map((node) => [node.id, node]));
  const edges = new Map(data.edges.map((edge) => [edge.id, edge]));
  // The rows of the table are the links: what is drawn is read from them.
  const links = [...document.querySelectorAll("#links tbody tr")].map((row) => {
    const { edge, kind, from, to, document: letter, since, until, threads, gone } = row.dataset;
    return {
      id: row.id, edge, kind, layer: edges.get(edge).layer, from: edges.get(edge).from, to: edges.get(edge).to,
      fromKey: from, toKey: to, document: letter ?? "-", since: Number(since ?? 0), until: Number(until ?? 0),
      threads: threads ? threads.split(" ") : [], gone: gone === "1",
    };
  });

  const state = {
    chosen: "", opener: null, from: "", to: "", given: data.path, year: "",
    shown: [], linksOf: new Map(), path: [], lit: { nodes: new Set(), edges: null },
  };
  const steps = [];
  const refresh = () => { for (const step of steps) step(); };

  // Lit is what is in focus: the path, else the chosen node with its neighbours, else all.
  const light = () => {
    const onPath = new Set(state.path.map((link) => link.edge));
    const touches = (edge) => edge.from === state.chosen || edge.to === state.chosen;
    const bright = [...state.linksOf.keys()].map((id) => edges.get(id))
      .filter((edge) => (onPath.size ? onPath.has(edge.id) : !state.chosen || touches(edge)));
    const lit = new Set(bright.flatMap((edge) => [edge.from, edge.to]));
    for (const id of [state.chosen, state.from, state.to]) if (id) lit.add(id);
    const focus = onPath.size > 0 || state.chosen !== "";
    state.lit = { nodes: lit, edges: focus ? new Set(bright.map((edge) => edge.id)) : null };
  };
  const isFaint = (node) => {
    if (state.lit.nodes.has(node.id)) return false;
    return state.lit.edges !== null || node.linked;
  };
  const isFaintEdge = (edge) => edge.gone === true || (state.lit.edges !== null && !state.lit.edges.has(edge.id));

  return { nodes, edges, links, state, steps, refresh, light, isFaint, isFaintEdge };
})();
