"use strict";
// How boxes, groups and lines look and run: used by the canvas and by the files one saves.
var drawing = (() => {
  const { FONT, INK, data } = page;
  const { nodes, state, isFaint } = picture;
  const FADED = { line: 0.14, box: 0.3, text: 0.68 };
  const FOCUS = "#b45309";
  const MANY_EDGES = 900;
  const LINE = 20;
  const TAG_LINE = 16;
  const outlines = data.outlines.map((path) => new Path2D(path));
  const lock = new Path2D(data.lock);
  const plain = { fill: "#ffffff", border: INK, weight: 1.5, dash: [], bold: false };
  const lookOf = (node) => data.looks[node.look] ?? plain;

  // Heights of the lines of a label and of its remark, from the middle of the box.
  const textsOf = (node) => {
    const tag = node.tag ?? [];
    const first = (-LINE * (node.lines.length - 1) - TAG_LINE * tag.length) / 2 + 1;
    const below = first + LINE * (node.lines.length - 1) + TAG_LINE + 2;
    return [
      ...node.lines.map((text, number) => ({ text, y: first + LINE * number, size: 15, bold: lookOf(node).bold })),
      ...tag.map((text, number) => ({ text, y: below + TAG_LINE * number, size: 12, bold: false })),
    ];
  };

  const drawNode = (ctx, node, x, y, hovered, focused = false) => {
    const look = lookOf(node);
    const chosen = state.chosen === node.id || state.from === node.id || state.to === node.id;
    const faint = isFaint(node);
    const outline = outlines[node.outline];
    ctx.translate(x, y);
    ctx.strokeStyle = chosen || hovered ? INK : look.border;
    ctx.lineWidth = chosen ? 3.2 : hovered ? 2.5 : look.weight;
    ctx.setLineDash(chosen ? [] : look.dash);
    ctx.fillStyle = "#ffffff";
    ctx.fill(outline);
    ctx.globalAlpha = faint ? FADED.box : 1;
    ctx.fillStyle = look.fill;
    ctx.fill(outline);
    ctx.stroke(outline);
    ctx.setLineDash([]);
    ctx.globalAlpha = faint ? FADED.text : 1;
    ctx.fillStyle = INK;
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    for (const { text, y: height, size, bold } of textsOf(node)) {
      ctx.font = `${bold ? "bold " : ""}${size}px ${FONT}`;
      ctx.fillText(text, 0, height, node.width - 10);
    }
    if (focused) {
      ctx.globalAlpha = 1;
      ctx.strokeStyle = FOCUS;
      ctx.lineWidth = 4;
      ctx.strokeRect(-node.width / 2 - 6, -node.height / 2 - 6, node.width + 12, node.height + 12);
    }
    if (node.closed) {
      ctx.translate(node.width / 2 - 9, -node.height / 2 + 9);
      ctx.fill(lock);
    }
  };

  const regionFill = (region) => (region.zone === "office" || region.zone === "centre" ? "#f0f5f9" : "#f6f7f7");
  const drawRegions = (ctx) => {
    for (const region of data.regions) {
      ctx.fillStyle = regionFill(region);
      ctx.strokeStyle = "#d5dce1";
      ctx.lineWidth = 1;
      ctx.beginPath();
      ctx.roundRect(region.x, region.y, region.width, region.height, 10);
      ctx.fill();
      ctx.stroke();
      ctx.fillStyle = "#33424f";
      ctx.font = `bold 14px ${FONT}`;
      ctx.textAlign = "left";
      ctx.textBaseline = "middle";
      region.lines.forEach((line, number) => ctx.fillText(line, region.x + 14, region.y + LINE * (number + 1), region.width - 24));
    }
  };

  // Lines end at ports, points almost without size at the sides of the boxes, so that none runs through a box.
  const ports = new Map();
  const portOf = (id, side, other) => {
    const key = side === "c" ? `${id} ${other.id}` : `${id} ${side}`;
    if (!ports.has(key)) {
      const { x, y, width, height } = nodes.get(id);
      const hangs = other.y > y ? 1 : -1;
      const place = { l: { x: x - width / 2, y }, r: { x: x + width / 2, y } }[side]
        ?? { x: height < other.height ? x : other.x, y: y + (hangs * height) / 2 };
      ports.set(key, place);
    }
    return key;
  };
  const portsOf = new Map(data.edges.map((edge) => [edge.id, [
    portOf(edge.from, edge.sides[0], nodes.get(edge.to)), portOf(edge.to, edge.sides[1], nodes.get(edge.from)),
  ]]));
  const endsOf = (edge) => portsOf.get(edge.id).map((port) => ports.get(port));

  const lineOf = (edge) => {
    const layer = data.layers[edge.layer];
    return { ...layer, color: edge.document ? data.documents[edge.document] : layer.color };
  };

  const isStraight = (edge) => edge.sides === "cc" || data.edges.length > MANY_EDGES;
  // The sideways reach of a line that leaves and arrives on the same side.
  const reachOf = (edge, from, to) => 0.5 * (0.5 + edge.bend / 2) * Math.sin((edge.bend * Math.PI) / 2) * Math.abs(to.y - from.y);
  const pointOn = (edge, t) => {
    const [from, to] = endsOf(edge);
    if (edge.sides[0] === edge.sides[1] && edge.sides !== "cc") {
      const way = edge.sides[0] === "r" ? 1 : -1;
      return { x: from.x + way * reachOf(edge, from, to), y: from.y + (to.y - from.y) * t };
    }
    const across = 3 * (1 - t) ** 2 * t * edge.bend + 3 * (1 - t) * t ** 2 * (1 - edge.bend) + t ** 3;
    const along = isStraight(edge) ? t : 3 * t ** 2 - 2 * t ** 3;
    return { x: from.x + (to.x - from.x) * across, y: from.y + (to.y - from.y) * along };
  };

  return {
    FADED, lookOf, textsOf, drawNode, drawRegions, regionFill, ports, portsOf, endsOf, lineOf, isStraight, reachOf,
    pointOn,
  };
})();
