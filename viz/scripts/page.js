"use strict";
// The picture of one document: drawing, search, choice, filters. Everything it shows is in #graph-data and in the
// table of the page; text reaches the page through textContent only, and nothing is stored or sent.
(() => {
  const data = JSON.parse(document.getElementById("graph-data").textContent);
  const words = data.words;
  const byId = (id) => document.getElementById(id);
  const nodes = new Map(data.nodes.map((node) => [node.id, node]));
  const edges = new Map(data.edges.map((edge) => [edge.id, edge]));
  // The rows of the table are the linkages: what is drawn is read from them, so that both always say the same.
  const links = [...document.querySelectorAll("#links tbody tr")].map((row) => {
    const { from, to, layer } = edges.get(row.dataset.edge);
    return { id: row.id, edge: row.dataset.edge, kind: row.dataset.kind, from, to, layer };
  });
  const FONT = '"Yu Gothic UI", "Meiryo", "Hiragino Sans", "Noto Sans CJK JP", "Noto Sans JP", sans-serif';
  const INK = "#1b2733";
  const FADED = { line: 0.14, box: 0.3, text: 0.68 };
  const FEW_EDGES = 36;
  const MANY_EDGES = 900;
  const LABEL_EM = 11;
  const NARROW = 720;
  const TALLEST = 3000;
  const still = { animation: false };

  const state = { chosen: "", opener: null, layers: new Set(), kinds: new Set(), shown: [], near: new Set(), labels: [], placed: null };

  const make = (tag, text, attributes = {}) => {
    const element = document.createElement(tag);
    if (text !== undefined) element.textContent = text;
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  };
  const fill = (template, values) => template.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
  const JAPANESE = /[\u3041-\u30ff\u3400-\u9fff]/;
  const langOf = (text) => (JAPANESE.test(text) ? { lang: "ja" } : {});
  const say = (template, values = {}) => {
    const parts = template.split(/\{(\w+)\}/).map((part, number) => {
      if (number % 2 === 0) return part;
      const value = String(values[part] ?? "");
      return make("span", value, langOf(value));
    });
    byId("status").replaceChildren(...parts);
  };

  // ---- drawing ----------

  const outlines = data.outlines.map((path) => new Path2D(path));
  const lock = new Path2D(data.lock);

  const fades = (node) => (state.chosen ? !state.near.has(node.id) : node.linked && !state.near.has(node.id));

  const drawNode = (ctx, node, x, y, hovered) => {
    const look = data.looks[node.form] ?? data.looks.organisation;
    const chosen = state.chosen === node.id;
    const faded = fades(node);
    ctx.translate(x, y);
    ctx.fillStyle = look.fill;
    ctx.strokeStyle = chosen || hovered ? INK : look.border;
    ctx.lineWidth = chosen ? 4 : hovered ? 2.5 : look.weight;
    ctx.setLineDash(chosen ? [] : look.dash);
    const outline = outlines[node.outline];
    ctx.fillStyle = "#ffffff";
    ctx.fill(outline);
    ctx.globalAlpha = faded ? FADED.box : 1;
    ctx.fillStyle = look.fill;
    ctx.fill(outline);
    ctx.stroke(outline);
    ctx.setLineDash([]);
    ctx.globalAlpha = faded ? FADED.text : 1;
    ctx.fillStyle = INK;
    ctx.font = `${node.form === "government" ? "bold " : ""}15px ${FONT}`;
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    node.lines.forEach((line, number) => ctx.fillText(line, 0, (number - (node.lines.length - 1) / 2) * 20 + 1, node.width - 10));
    if (node.closed) {
      ctx.translate(node.width / 2 - 9, -node.height / 2 + 9);
      ctx.fill(lock);
    }
  };

  const POINT = { drawNode: () => {}, nodeDimensions: { width: 0.1, height: 0.1 } };
  const renderer = ({ ctx, id, x, y, state: { hover } }) => {
    const node = nodes.get(id);
    if (!node) return POINT;
    return {
      drawNode: () => drawNode(ctx, node, x, y, hover),
      nodeDimensions: { width: node.width, height: node.height },
    };
  };

  const drawRegions = (ctx) => {
    for (const region of data.regions) {
      ctx.fillStyle = region.zone === "office" ? "#f0f5f9" : "#f6f7f7";
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
      ctx.fillText(region.title, region.x + 14, region.y + 20, region.width - 24);
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
  const smoothOf = (edge) => {
    if (edge.sides === "cc" || data.edges.length > MANY_EDGES) return false;
    if (edge.sides[0] !== edge.sides[1]) {
      return { enabled: true, type: "cubicBezier", forceDirection: "horizontal", roundness: edge.bend };
    }
    const down = nodes.get(edge.to).y > nodes.get(edge.from).y;
    return { enabled: true, type: down === (edge.sides[0] === "l") ? "curvedCCW" : "curvedCW", roundness: edge.bend };
  };

  const edgeStyle = (edge) => {
    const look = data.layers[edge.layer] ?? data.layers.stated;
    return {
      id: edge.id,
      from: portsOf.get(edge.id)[0],
      to: portsOf.get(edge.id)[1],
      dashes: look.dash.length ? look.dash : false,
      width: look.weight,
      color: { color: look.color, highlight: look.color, hover: look.color, opacity: 1 },
      smooth: smoothOf(edge),
    };
  };

  const options = {
    autoResize: false,
    layout: { improvedLayout: false },
    physics: false,
    interaction: { dragNodes: false, zoomView: false, hover: true, selectable: false, selectConnectedEdges: false },
    nodes: { shape: "custom", ctxRenderer: renderer },
    edges: {
      smooth: false,
      arrows: { to: { enabled: true, scaleFactor: 0.55 } },
      arrowStrikethrough: false,
      hoverWidth: 0,
      selectionWidth: 0,
    },
  };

  const holder = byId("graph");
  document.documentElement.classList.add("js");
  const drawnEdges = new vis.DataSet(data.edges.map(edgeStyle));
  const drawnNodes = data.nodes.map(({ id, x, y }) => ({ id, x, y }));
  for (const [id, { x, y }] of ports) drawnNodes.push({ id, x, y });

  const narrow = () => holder.clientWidth < NARROW;
  const wholeScale = () => Math.min(1, holder.clientWidth / (data.size.width + 24));
  const readable = () => (narrow() ? Math.max(wholeScale(), 0.72) : wholeScale());

  const setHeight = () => {
    const wanted = Math.round((data.size.height + 24) * readable());
    const most = narrow() ? Math.round(window.innerHeight * 0.62) : TALLEST;
    holder.style.height = `${Math.max(260, Math.min(wanted, most))}px`;
  };
  setHeight();
  const network = new vis.Network(holder, { nodes: drawnNodes, edges: drawnEdges }, options);
  const frame = holder.querySelector(".vis-network");
  frame.tabIndex = -1;
  frame.setAttribute("aria-hidden", "true");
  network.on("beforeDrawing", drawRegions);
  network.on("afterDrawing", (ctx) => drawLabels(ctx));

  // The first view: as much as is readable, the most linked body in sight where not all fits.
  const home = () => {
    const scale = readable();
    const shownHeight = holder.clientHeight / scale;
    const shownWidth = holder.clientWidth / scale;
    const hub = nodes.get(data.size.hub) ?? { x: data.size.width / 2, y: 0 };
    const x = shownWidth >= data.size.width ? data.size.width / 2 : hub.x;
    const y = shownHeight >= data.size.height ? data.size.height / 2 : narrow() ? hub.y : shownHeight / 2 - 12;
    network.moveTo({ scale, position: { x, y }, ...still });
  };
  const showAll = () => {
    const scale = Math.min(holder.clientWidth / (data.size.width + 24), holder.clientHeight / (data.size.height + 24));
    network.moveTo({ scale, position: { x: data.size.width / 2, y: data.size.height / 2 }, ...still });
  };
  const zoom = (factor) => network.moveTo({ scale: Math.max(0.05, Math.min(4, network.getScale() * factor)), ...still });
  const move = (dx, dy) => {
    const { x, y } = network.getViewPosition();
    const step = 120 / network.getScale();
    network.moveTo({ position: { x: x + dx * step, y: y + dy * step }, ...still });
  };
  const moves = {
    "zoom-in": () => zoom(1.25), "zoom-out": () => zoom(0.8), fit: showAll,
    "move-left": () => move(-1, 0), "move-right": () => move(1, 0), "move-up": () => move(0, -1), "move-down": () => move(0, 1),
  };
  for (const [id, act] of Object.entries(moves)) byId(id).addEventListener("click", act);
  const keys = {
    ArrowLeft: "move-left", ArrowRight: "move-right", ArrowUp: "move-up", ArrowDown: "move-down",
    "+": "zoom-in", ";": "zoom-in", "-": "zoom-out", 0: "fit",
  };
  holder.addEventListener("keydown", (event) => {
    const act = moves[keys[event.key]];
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

  // ---- filters: the picture and the table show the same linkages ----------

  const checkedIn = (id) => new Set([...byId(id).querySelectorAll("input:checked")].map((input) => input.value));

  const emWidth = (text) => [...text].reduce((sum, char) => sum + (char < "\u2000" ? 0.56 : 1), 0);
  const kindsText = (bundle) => {
    const counts = new Map();
    for (const link of bundle) counts.set(link.kind, (counts.get(link.kind) ?? 0) + 1);
    const parts = [...counts].sort((one, other) => other[1] - one[1])
      .map(([kind, count]) => words.kinds[kind] + (count > 1 ? ` ${count}` : ""));
    const whole = parts.join(words.separator);
    return parts.length === 1 || emWidth(whole) <= LABEL_EM ? whole : fill(words.andMore, { first: parts[0], count: parts.length - 1 });
  };

  const edgeLabel = (edge, bundle) => {
    if (!bundle.length || edge.sides === "cc") return "";
    if (state.chosen) return edge.from === state.chosen || edge.to === state.chosen ? kindsText(bundle) : "";
    if (data.edges.length <= FEW_EDGES) return kindsText(bundle);
    return bundle.length > 1 ? String(bundle.length) : "";
  };

  // A label stands on its line, first near the end with fewer lines, where lines have parted; it moves along the line
  // where another label stands already.
  const degrees = new Map();
  for (const edge of data.edges) {
    for (const id of [edge.from, edge.to]) degrees.set(id, (degrees.get(id) ?? 0) + 1);
  }
  const pointOn = (edge, t) => {
    const [from, to] = portsOf.get(edge.id).map((port) => ports.get(port));
    if (edge.sides[0] === edge.sides[1]) {
      const way = edge.sides[0] === "r" ? 1 : -1;
      const reach = 0.5 * (0.5 + edge.bend / 2) * Math.sin((edge.bend * Math.PI) / 2) * Math.abs(to.y - from.y);
      return { x: from.x + way * reach, y: from.y + (to.y - from.y) * t };
    }
    const across = 3 * (1 - t) ** 2 * t * edge.bend + 3 * (1 - t) * t ** 2 * (1 - edge.bend) + t ** 3;
    const along = data.edges.length > MANY_EDGES ? t : 3 * t ** 2 - 2 * t ** 3;
    return { x: from.x + (to.x - from.x) * across, y: from.y + (to.y - from.y) * along };
  };
  const placeLabels = (labels, widthOf) => {
    const placed = [];
    for (const [edge, label] of labels) {
      const towards = degrees.get(edge.from) > degrees.get(edge.to);
      const half = widthOf(label) / 2 + 4;
      const ends = portsOf.get(edge.id).map((port) => ports.get(port).x);
      const spots = [0.74, 0.66, 0.58, 0.5, 0.42, 0.34, 0.82].map((t) => {
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
  const drawLabels = (ctx) => {
    ctx.font = `13px ${FONT}`;
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.lineJoin = "round";
    state.placed ??= placeLabels(state.labels, (label) => ctx.measureText(label).width);
    for (const { x, y, label } of state.placed) {
      ctx.lineWidth = 5;
      ctx.strokeStyle = "#ffffff";
      ctx.strokeText(label, x, y);
      ctx.fillStyle = INK;
      ctx.fillText(label, x, y);
    }
  };

  const refresh = () => {
    state.layers = checkedIn("filter-layer");
    state.kinds = checkedIn("filter-kind");
    state.shown = links.filter((link) => state.layers.has(link.layer) && state.kinds.has(link.kind));
    const linksOf = new Map();
    for (const link of state.shown) {
      if (!linksOf.has(link.edge)) linksOf.set(link.edge, []);
      linksOf.get(link.edge).push(link);
    }
    state.near = new Set(state.chosen ? [state.chosen] : []);
    for (const edgeId of linksOf.keys()) {
      const edge = edges.get(edgeId);
      if (!state.chosen || edge.from === state.chosen || edge.to === state.chosen) state.near.add(edge.from).add(edge.to);
    }
    drawnEdges.update(data.edges.map((edge) => {
      const style = edgeStyle(edge);
      const apart = state.chosen && edge.from !== state.chosen && edge.to !== state.chosen;
      style.color.opacity = apart ? FADED.line : 1;
      return { ...style, hidden: !linksOf.has(edge.id) };
    }));
    state.labels = data.edges.map((edge) => [edge, edgeLabel(edge, linksOf.get(edge.id) ?? [])]).filter(([, label]) => label);
    state.placed = null;
    const shownIds = new Set(state.shown.map((link) => link.id));
    for (const link of links) byId(link.id).hidden = !shownIds.has(link.id);
    byId("count").textContent = fill(words.shown, { shown: state.shown.length, total: links.length });
    if (byId("caption")) byId("caption").textContent = fill(words.caption, { count: state.shown.length });
    showDetails();
    network.redraw();
  };
  const sayShown = () => say(byId("count").textContent);

  for (const id of ["filter-layer", "filter-kind"]) {
    byId(id).addEventListener("change", () => { refresh(); sayShown(); });
  }
  byId("reset").addEventListener("click", () => {
    for (const input of document.querySelectorAll(".filter input")) input.checked = true;
    refresh();
    sayShown();
  });

  // ---- the chosen body ----------

  const facts = (node) => {
    const list = make("dl");
    const add = (term, values) => {
      if (!values.length) return;
      list.append(make("dt", term));
      for (const value of values) list.append(make("dd", value, langOf(value)));
    };
    add(words.kind, [node.kind]);
    if (node.closed) return list;
    add(words.kana, node.kana ? [node.kana] : []);
    add(words.status, node.status ? [node.status] : []);
    add(words.members, node.members ?? []);
    add(words.rows, node.rows?.length ? [node.rows.join(words.separator)] : []);
    const spots = (node.spots ?? []).map(([anchor, begins, finishes]) => fill(words.spot, { anchor, begins, finishes }));
    add(words.source, spots.length ? [words.document, ...spots] : []);
    return list;
  };

  const linkLine = (link) => {
    const outward = link.from === state.chosen;
    const cells = byId(link.id).cells;
    const item = make("li");
    const label = fill(outward ? words.to : words.from, { label: cells[outward ? 1 : 0].textContent.trim() });
    item.append(make("strong", label, langOf(label)));
    const kind = `${cells[2].textContent}（${cells[3].textContent}）`;
    const more = [kind, cells[4].textContent, cells[5].textContent, fill(words.row, { row: cells[6].textContent })];
    item.append(make("span", more.filter(Boolean).join(" / ")));
    return item;
  };

  const showDetails = () => {
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
    const close = make("button", words.close, { type: "button", id: "close" });
    close.addEventListener("click", () => choose(""));
    const own = state.shown.filter((link) => link.from === node.id || link.to === node.id);
    const list = make("ul", undefined, { class: "link-list" });
    list.append(...own.map(linkLine));
    const parts = [facts(node)];
    if (node.closed) parts.push(make("p", words.closed));
    parts.push(make("h4", words.links), own.length ? list : make("p", words.linksNone), close);
    body.replaceChildren(...parts);
  };

  const inSight = (node) => {
    const topLeft = network.DOMtoCanvas({ x: 0, y: 0 });
    const bottomRight = network.DOMtoCanvas({ x: holder.clientWidth, y: holder.clientHeight });
    return node.x > topLeft.x && node.x < bottomRight.x && node.y > topLeft.y && node.y < bottomRight.y;
  };

  const choose = (id, opener = null, intoPanel = false) => {
    const back = id ? null : state.opener;
    state.chosen = id;
    state.opener = id ? opener ?? state.opener : null;
    byId("choose").value = id;
    refresh();
    const node = nodes.get(id);
    if (!node) {
      say(words.cleared);
      (back?.isConnected ? back : byId("choose")).focus();
      return;
    }
    if (!inSight(node)) network.moveTo({ position: { x: node.x, y: node.y }, ...still });
    const count = state.shown.filter((link) => link.from === id || link.to === id).length;
    say(words.chosen, { label: node.label, count });
    if (intoPanel) byId("details-title").focus();
  };

  network.on("click", (event) => {
    const id = network.getNodeAt(event.pointer.DOM);
    if (id !== undefined) choose(id, holder);
    else if (state.chosen) choose("");
  });
  network.on("hoverNode", () => { holder.classList.add("over"); });
  network.on("blurNode", () => { holder.classList.remove("over"); });
  byId("choose").addEventListener("change", (event) => choose(event.target.value, event.target));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && state.chosen) choose("");
  });

  // ---- search ----------

  const MOST_FOUND = 12;
  const folded = (text) => text.normalize("NFKC").toLowerCase().replace(/\s+/g, "")
    .replace(/[ァ-ヶ]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0x60));
  const names = data.nodes.map((node) => ({
    node, name: [node.label, node.kana ?? "", ...(node.members ?? [])].map(folded).join("\n"),
  }));
  const showFound = () => {
    const wanted = folded(byId("find").value);
    const found = byId("found");
    if (!wanted) {
      found.replaceChildren();
      return;
    }
    const hits = names.filter(({ name }) => name.includes(wanted)).map(({ node }) => node);
    const list = make("ul");
    for (const node of hits.slice(0, MOST_FOUND)) {
      const item = make("li");
      const button = make("button", undefined, { type: "button" });
      button.append(make("b", node.label, langOf(node.label)), make("span", node.kind));
      button.addEventListener("click", () => choose(node.id, byId("find"), true));
      item.append(button);
      list.append(item);
    }
    const parts = [hits.length ? list : make("p", words.foundNone)];
    if (hits.length > MOST_FOUND) parts.push(make("p", fill(words.foundMore, { count: hits.length - MOST_FOUND })));
    found.replaceChildren(...parts);
    say(hits.length ? words.found : words.foundNone, { count: hits.length });
  };
  byId("find").addEventListener("input", showFound);

  refresh();
  home();
  if (document.fonts) document.fonts.ready.then(() => network.redraw());
})();
