"use strict";
// Words and figures on the lines. A label stands on its line, first near the end with fewer lines, where lines have
// parted; it moves along the line where another label stands already.
var labels = (() => {
  const { FONT, INK, data, words, fill } = page;
  const { edges, state, steps } = picture;
  const { endsOf, pointOn } = drawing;
  const FEW_EDGES = 36;
  const LABEL_EM = 11;
  const SPOTS = [0.74, 0.66, 0.58, 0.5, 0.42, 0.34, 0.82];

  const emWidth = (text) => [...text].reduce((sum, char) => sum + (char < "\u2000" ? 0.56 : 1), 0);
  const kindsText = (bundle) => {
    const counts = new Map();
    for (const link of bundle) counts.set(link.kind, (counts.get(link.kind) ?? 0) + 1);
    const parts = [...counts].sort((one, other) => other[1] - one[1])
      .map(([kind, count]) => words.kinds[kind] + (count > 1 ? ` ${count}` : ""));
    const whole = parts.join(words.separator);
    return parts.length === 1 || emWidth(whole) <= LABEL_EM ? whole : fill(words.andMore, { first: parts[0], count: parts.length - 1 });
  };
  const stepOf = (edge) => state.path.findIndex((link) => link.edge === edge.id) + 1;
  const labelOf = (edge, bundle) => {
    if (!bundle.length || edge.sides === "cc") return "";
    const step = stepOf(edge);
    if (step) return `${step}. ${words.kinds[state.path[step - 1].kind]}`;
    if (state.lit.edges) return state.lit.edges.has(edge.id) ? kindsText(bundle) : "";
    if (data.edges.length <= FEW_EDGES && Object.keys(words.kinds).length > 1) return kindsText(bundle);
    return bundle.length > 1 ? String(bundle.length) : "";
  };

  const degrees = new Map();
  for (const edge of data.edges) {
    for (const id of [edge.from, edge.to]) degrees.set(id, (degrees.get(id) ?? 0) + 1);
  }
  const place = (wanted, widthOf) => {
    const placed = [];
    for (const [edge, label] of wanted) {
      const towards = degrees.get(edge.from) > degrees.get(edge.to);
      const half = widthOf(label) / 2 + 4;
      const ends = endsOf(edge).map((end) => end.x);
      const spots = SPOTS.map((t) => {
        const { x, y } = pointOn(edge, towards ? t : 1 - t);
        const kept = ends[0] === ends[1] ? x : Math.max(Math.min(...ends) + half, Math.min(Math.max(...ends) - half, x));
        return { x: kept, y, half, label };
      });
      const free = ({ x, y }) => placed.every((other) =>
        Math.abs(other.y - y) > 16 || Math.abs(other.x - x) > other.half + half);
      placed.push(spots.find(free) ?? spots[0]);
    }
    return placed;
  };

  const found = { wanted: [], placed: null };
  steps.push(() => {
    found.wanted = [...edges.values()].map((edge) => [edge, labelOf(edge, state.linksOf.get(edge.id) ?? [])]).filter(([, label]) => label);
    found.placed = null;
  });
  const placed = (ctx) => {
    ctx.font = `13px ${FONT}`;
    found.placed ??= place(found.wanted, (label) => ctx.measureText(label).width);
    return found.placed;
  };
  view.network.on("afterDrawing", (ctx) => {
    const all = placed(ctx);
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.lineJoin = "round";
    for (const { x, y, label } of all) {
      ctx.lineWidth = 5;
      ctx.strokeStyle = "#ffffff";
      ctx.strokeText(label, x, y);
      ctx.fillStyle = INK;
      ctx.fillText(label, x, y);
    }
  });
  steps.push(() => {
    view.restyle();
    view.network.redraw();
  });
  return { placed };
})();
