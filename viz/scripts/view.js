"use strict";
// The canvas: vis-network with everything placed beforehand, moved by hand, by buttons and by keys.
var view = (() => {
  const { byId, data } = page;
  const { nodes, edges, state, isFaintEdge } = picture;
  const { FADED, drawNode, drawRegions, ports, portsOf, lineOf, isStraight } = drawing;
  const NARROW = 720;
  const BELOW = 16;
  const LEAST_HEIGHT = 420;
  const LEAST_NARROW = 0.72;
  const still = { animation: false };

  let pointed = "";
  const POINT = { drawNode: () => {}, nodeDimensions: { width: 0.1, height: 0.1 } };
  const renderer = ({ ctx, id, x, y, state: { hover } }) => {
    const node = nodes.get(id);
    if (!node) return POINT;
    return {
      drawNode: () => drawNode(ctx, node, x, y, hover || pointed === id, pointed === id),
      nodeDimensions: { width: node.width, height: node.height },
    };
  };

  const smoothOf = (edge) => {
    if (isStraight(edge)) return false;
    if (edge.sides[0] !== edge.sides[1]) {
      return { enabled: true, type: "cubicBezier", forceDirection: "horizontal", roundness: edge.bend };
    }
    const down = nodes.get(edge.to).y > nodes.get(edge.from).y;
    return { enabled: true, type: down === (edge.sides[0] === "l") ? "curvedCCW" : "curvedCW", roundness: edge.bend };
  };
  const onPath = (edge) => state.path.some((link) => link.edge === edge.id);
  const edgeStyle = (edge) => {
    const { color, weight, dash } = lineOf(edge);
    const opacity = isFaintEdge(edge) ? FADED.line + (edge.gone ? 0.16 : 0) : 1;
    return {
      id: edge.id, from: portsOf.get(edge.id)[0], to: portsOf.get(edge.id)[1],
      dashes: dash.length ? dash : false, width: weight + (onPath(edge) ? 2 : 0),
      color: { color, highlight: color, hover: color, opacity }, smooth: smoothOf(edge),
      hidden: !state.linksOf.has(edge.id),
    };
  };

  // How the library draws is said in tsunagu.viz.pages.shell; only what draws a box is a function and stands here.
  const options = { ...data.options, nodes: { ...data.options.nodes, ctxRenderer: renderer } };

  const holder = byId("graph");
  document.documentElement.classList.add("js");
  const drawnEdges = new vis.DataSet(data.edges.map(edgeStyle));
  const drawnNodes = data.nodes.map(({ id, x, y }) => ({ id, x, y }));
  for (const [id, { x, y }] of ports) drawnNodes.push({ id, x, y });

  const narrow = () => holder.clientWidth < NARROW;
  const wholeScale = () => Math.min(1, holder.clientWidth / (data.size.width + 24));
  const readable = () => (narrow() ? Math.max(wholeScale(), LEAST_NARROW) : wholeScale());

  const setHeight = () => {
    // The canvas ends with the window it is opened in: what is chosen is brought into it, never below it.
    const wanted = Math.round((data.size.height + 24) * readable());
    const left = window.innerHeight - holder.getBoundingClientRect().top - window.scrollY - BELOW;
    const most = narrow() ? Math.round(window.innerHeight * 0.62) : Math.max(LEAST_HEIGHT, left);
    holder.style.height = `${Math.max(260, Math.min(wanted, most))}px`;
  };
  setHeight();
  const network = new vis.Network(holder, { nodes: drawnNodes, edges: drawnEdges }, options);
  const frame = holder.querySelector(".vis-network");
  frame.tabIndex = -1;
  frame.setAttribute("aria-hidden", "true");
  network.on("beforeDrawing", drawRegions);

  // Where a reader has moved to is kept in the address; the first view is not.
  const moved = { by: false, tell: () => {} };
  // The reader's moves end at rounded places, so that an address leads to exactly the same drawing.
  const rounded = (value, digits) => Number(value.toFixed(digits));
  const moveTo = ({ position = network.getViewPosition(), scale = network.getScale() }, byReader = true) => {
    const exact = byReader ? { position: { x: rounded(position.x, 1), y: rounded(position.y, 1) }, scale: rounded(scale, 4) } : { position, scale };
    network.moveTo({ ...exact, ...still });
    moved.by = byReader;
    moved.tell();
  };
  network.on("dragEnd", () => moveTo({}));

  // The first view: as much as is readable, the most linked body in sight where not all fits.
  const home = () => {
    const scale = readable();
    const shownHeight = holder.clientHeight / scale;
    const shownWidth = holder.clientWidth / scale;
    const hub = nodes.get(data.size.hub) ?? { x: data.size.width / 2, y: 0 };
    const x = shownWidth >= data.size.width ? data.size.width / 2 : hub.x;
    const y = shownHeight >= data.size.height ? data.size.height / 2 : narrow() ? hub.y : shownHeight / 2 - 12;
    moveTo({ scale, position: { x, y } }, false);
  };
  const showAll = () => {
    const scale = Math.min(holder.clientWidth / (data.size.width + 24), holder.clientHeight / (data.size.height + 24));
    moveTo({ scale, position: { x: data.size.width / 2, y: data.size.height / 2 } });
  };
  const zoom = (factor) => moveTo({ scale: Math.max(0.05, Math.min(4, network.getScale() * factor)) });
  const move = (dx, dy) => {
    const { x, y } = network.getViewPosition();
    const step = 120 / network.getScale();
    moveTo({ position: { x: x + dx * step, y: y + dy * step } });
  };
  const moves = {
    "zoom-in": () => zoom(1.25), "zoom-out": () => zoom(0.8), fit: showAll,
    "move-left": () => move(-1, 0), "move-right": () => move(1, 0), "move-up": () => move(0, -1), "move-down": () => move(0, 1),
  };
  for (const [id, act] of Object.entries(moves)) byId(id).addEventListener("click", act);
  const arrows = { ArrowLeft: "move-left", ArrowRight: "move-right", ArrowUp: "move-up", ArrowDown: "move-down" };
  const keys = {
    "+": "zoom-in", ";": "zoom-in", "-": "zoom-out", 0: "fit",
  };
  holder.addEventListener("keydown", (event) => {
    const act = moves[event.shiftKey && arrows[event.key] ? arrows[event.key] : keys[event.key]];
    if (!act || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    act();
  });
  // vis-network would rescale the view on its own at every change of size: the view is set here, once per width.
  let width = holder.clientWidth;
  new ResizeObserver(() => {
    if (holder.clientWidth === width || !holder.clientWidth) return;
    width = holder.clientWidth;
    setHeight();
    network.setSize("100%", "100%");
    home();
    network.redraw();
  }).observe(holder);

  const inSight = (node) => {
    const topLeft = network.DOMtoCanvas({ x: 0, y: 0 });
    const bottomRight = network.DOMtoCanvas({ x: holder.clientWidth, y: holder.clientHeight });
    return node.x > topLeft.x && node.x < bottomRight.x && node.y > topLeft.y && node.y < bottomRight.y;
  };
  const bringIntoSight = (node) => {
    if (!inSight(node)) moveTo({ position: { x: node.x, y: node.y } });
  };

  const point = (id) => { // the box the keyboard is at
    pointed = id;
    network.redraw();
  };
  const restyle = () => drawnEdges.update([...edges.values()].map(edgeStyle));
  return { holder, network, home, moveTo, moved, bringIntoSight, point, restyle };
})();
