"use strict";
// The whole picture as shown, as a list of shapes and texts, with title, filters, path, legend and notice: what is
// saved as PNG and as SVG is made from this one list.
var sheet = (() => {
  const { INK, data, words, fill } = page;
  const { nodes, edges, state, isFaint, isFaintEdge } = picture;
  const { FADED, lookOf, textsOf, regionFill, endsOf, lineOf, isStraight, reachOf } = drawing;
  const MARGIN = 24;
  const ROW = 22;
  const SMALL = 13;
  const HEAD = 9;

  const round = (value) => Math.round(value * 10) / 10;
  const courseOf = (edge) => {
    const [from, to] = endsOf(edge);
    if (edge.sides === "cc") {
      const down = to.y > from.y ? 1 : -1;
      return [`M${from.x} ${from.y}V${to.y}`, `M${to.x - 4} ${to.y - down * HEAD}h8L${to.x} ${to.y}Z`];
    }
    const way = edge.sides[1] === "l" ? 1 : -1;
    const back = to.x - way * HEAD;
    const head = `M${back} ${to.y - 4}v8L${to.x} ${to.y}Z`;
    if (isStraight(edge)) return [`M${from.x} ${from.y}L${to.x} ${to.y}`, head];
    if (edge.sides[0] === edge.sides[1]) {
      const reach = round((edge.sides[0] === "r" ? 1 : -1) * (reachOf(edge, from, to) * 1.33 + 20));
      return [`M${from.x} ${from.y}C${from.x + reach} ${from.y} ${to.x + reach} ${to.y} ${to.x} ${to.y}`, head];
    }
    const out = round(from.x + (to.x - from.x) * edge.bend);
    const into = round(to.x - (to.x - from.x) * edge.bend);
    return [`M${from.x} ${from.y}C${out} ${from.y} ${into} ${to.y} ${to.x} ${to.y}`, head];
  };

  const edgeItems = (edge) => {
    const { color, weight, dash } = lineOf(edge);
    const [line, head] = courseOf(edge);
    const opacity = isFaintEdge(edge) ? FADED.line : 1;
    const wide = weight + (state.path.some((link) => link.edge === edge.id) ? 2 : 0);
    return [
      { path: line, stroke: color, weight: wide, dash, opacity, edge: edge.id },
      { path: head, fill: color, opacity },
    ];
  };
  const nodeItems = (node) => {
    const look = lookOf(node);
    const faint = isFaint(node);
    const at = { x: node.x, y: node.y };
    const chosen = [state.chosen, state.from, state.to].includes(node.id);
    const items = [
      { ...at, path: data.outlines[node.outline], fill: "#ffffff" },
      { ...at, path: data.outlines[node.outline], fill: look.fill, stroke: look.border, weight: chosen ? 4 : look.weight,
        dash: look.dash, opacity: faint ? FADED.box : 1, node: node.id },
      ...textsOf(node).map(({ text, y, size, bold }) => ({
        text, x: node.x, y: node.y + y, size, bold, anchor: "middle", most: node.width - 10, opacity: faint ? FADED.text : 1,
      })),
    ];
    if (node.closed) items.push({ path: data.lock, fill: INK, x: node.x + node.width / 2 - 9, y: node.y - node.height / 2 + 9 });
    return items;
  };
  const regionItems = (region) => [
    { path: `M${region.x} ${region.y}h${region.width}v${region.height}h${-region.width}Z`, fill: regionFill(region), stroke: "#d5dce1", weight: 1, dash: [] },
    ...region.lines.map((text, number) => ({ text, x: region.x + 14, y: region.y + 20 * (number + 1), size: 14, bold: true, anchor: "start" })),
  ];

  const widthOf = (text) => [...text].reduce((sum, char) => sum + (char < "\u2000" ? 0.56 : 1), 0) * SMALL;
  const folded = (text, width) => {
    const lines = [""];
    for (const piece of text.split(/(?<=[\s、。）・])|(?=[（])/)) {
      for (const part of widthOf(piece) > width ? [...piece] : [piece]) {
        if (widthOf(lines.at(-1) + part) > width) lines.push("");
        lines[lines.length - 1] += part;
      }
    }
    return lines;
  };
  const column = (texts, width) => texts.flatMap((text) => folded(text, width))
    .map((text, number) => ({ text, x: 0, y: ROW * (number + 1), size: SMALL, anchor: "start" }));
  const legend = (top) => Object.values(data.layers).flatMap((layer, number) => {
    const y = top + ROW * number;
    const color = data.byDocument ? "#3b4650" : layer.color;
    return [
      { path: `M0 ${y}H44`, stroke: color, weight: layer.weight, dash: layer.dash },
      { path: `M42 ${y - 5}l10 5l-10 5Z`, fill: color },
      { text: layer.label, x: 60, y, size: SMALL, anchor: "start" },
    ];
  });
  const keys = (top, width) => {
    let y = top;
    return Object.entries(words.sources).flatMap(([letter, title]) => {
      const key = data.byDocument ? [{ path: `M0 ${y}H44`, stroke: data.documents[letter], weight: 5, dash: [] }] : [];
      const lines = folded(`${letter} ${title}`, width).map((text, number) => ({ text, x: 60, y: y + ROW * number, size: SMALL, anchor: "start" }));
      y += ROW * lines.length;
      return [...key, ...lines];
    });
  };

  const SIDE = 300;
  const GAP = 40;
  const moved = (items, dx) => items.map((item) => ({ ...item, x: (item.x ?? 0) + dx }));

  // Returns the items and the size; `ctx` measures the words on the lines. On paper the legend stands at the side of a
  // drawing that is not far taller than wide, so that both fill one sheet across.
  const compose = (ctx, onPaper = false) => {
    const width = data.size.width;
    const beside = onPaper && data.size.height < 1.4 * width;
    const said = [fill(words.shown, { shown: state.shown.length, total: picture.links.length }), ...filters.inWords(), ...path.inWords()];
    const heading = [{ text: words.title, x: 0, y: 12, size: 18, bold: true, anchor: "start", most: width }, ...column(said, width).map((item) => ({ ...item, y: item.y + 18 }))];
    const above = heading.at(-1).y + 26;
    const drawn = [
      ...data.regions.flatMap(regionItems),
      ...[...edges.values()].filter((edge) => state.linksOf.has(edge.id)).flatMap(edgeItems),
      ...[...nodes.values()].flatMap(nodeItems),
      ...labels.placed(ctx).map(({ x, y, label }) => ({ text: label, x, y, size: SMALL, anchor: "middle", halo: true })),
    ];
    const foot = beside ? above + 30 : data.size.height + above + 30;
    const layers = legend(foot);
    const below = foot + ROW * (Object.keys(data.layers).length + 0.5);
    const sources = keys(below, (beside ? SIDE : width) - 60);
    const end = sources.length ? sources.at(-1).y + ROW : below;
    const notice = column([words.notice], beside ? SIDE : width).map((item) => ({ ...item, y: item.y + end - 10 }));
    const lowered = drawn.map((item) => ({ ...item, dy: above }));
    const bottom = beside ? Math.max(notice.at(-1).y, data.size.height + above) : notice.at(-1).y;
    return {
      width: width + 2 * MARGIN + (beside ? GAP + SIDE : 0), height: bottom + 2 * MARGIN, margin: MARGIN,
      items: [...heading, ...lowered, ...moved([...layers, ...sources, ...notice], beside ? width + GAP : 0)],
    };
  };
  return { compose };
})();
