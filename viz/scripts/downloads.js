"use strict";
// Saves what is shown as PNG or SVG, made here in the page: nothing is asked for, nothing leaves.
(() => {
  const { FONT, INK, byId, data, save } = page;
  const MOST_PIXELS = 24e6;
  const MEDIUM = document.createElement("canvas").getContext("2d");

  const composed = (onPaper) => sheet.compose(MEDIUM, onPaper);
  const escaped = (text) => String(text).replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);
  const attributes = (entries) => entries.filter(([, value]) => value !== undefined && value !== "")
    .map(([name, value]) => ` ${name}="${escaped(value)}"`).join("");

  const shapeSvg = (item) => `<path${attributes([
    ["d", item.path],
    ["transform", `translate(${item.x ?? 0} ${(item.y ?? 0) + (item.dy ?? 0)})`],
    ["fill", item.fill ?? "none"], ["stroke", item.stroke], ["stroke-width", item.stroke && item.weight],
    ["stroke-dasharray", item.dash?.length ? item.dash.join(" ") : undefined],
    ["opacity", item.opacity === 1 ? undefined : item.opacity], ["data-edge", item.edge], ["data-node", item.node],
  ])}/>`;
  const textSvg = (item) => `<text${attributes([
    ["x", item.x], ["y", item.y + (item.dy ?? 0)], ["font-size", item.size], ["font-weight", item.bold ? "bold" : undefined],
    ["text-anchor", item.anchor], ["dominant-baseline", "central"], ["opacity", item.opacity === 1 ? undefined : item.opacity],
    ["textLength", wide(item) ? item.most : undefined], ["lengthAdjust", wide(item) ? "spacingAndGlyphs" : undefined],
    ...(item.halo ? [["stroke", "#ffffff"], ["stroke-width", 5], ["stroke-linejoin", "round"], ["paint-order", "stroke"]] : []),
  ])}>${escaped(item.text)}</text>`;
  const fontOf = (item) => `${item.bold ? "bold " : ""}${item.size}px ${FONT}`;
  const wide = (item) => {
    if (!item.most) return false;
    MEDIUM.font = fontOf(item);
    return MEDIUM.measureText(item.text).width > item.most;
  };

  const toSvg = (onPaper = false) => {
    const { width, height, margin, items } = composed(onPaper);
    const drawn = items.map((item) => (item.text === undefined ? shapeSvg(item) : textSvg(item)));
    return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"`
      + ` lang="${document.documentElement.lang}" font-family="${escaped(FONT)}" fill="${INK}">\n<title>${escaped(data.words.title)}</title>\n`
      + `<rect width="${width}" height="${height}" fill="#ffffff"/>\n<g transform="translate(${margin} ${margin})">\n${drawn.join("\n")}\n</g>\n</svg>\n`;
  };

  const paint = (ctx, item) => {
    ctx.save();
    ctx.globalAlpha = item.opacity ?? 1;
    ctx.translate(item.x ?? 0, (item.y ?? 0) + (item.dy ?? 0));
    if (item.text === undefined) {
      const shape = new Path2D(item.path);
      if (item.fill) {
        ctx.fillStyle = item.fill;
        ctx.fill(shape);
      }
      if (item.stroke) {
        ctx.strokeStyle = item.stroke;
        ctx.lineWidth = item.weight;
        ctx.setLineDash(item.dash);
        ctx.stroke(shape);
      }
    } else {
      ctx.font = fontOf(item);
      ctx.textAlign = item.anchor === "middle" ? "center" : "left";
      ctx.textBaseline = "middle";
      ctx.lineJoin = "round";
      if (item.halo) {
        ctx.lineWidth = 5;
        ctx.strokeStyle = "#ffffff";
        ctx.strokeText(item.text, 0, 0);
      }
      ctx.fillStyle = INK;
      ctx.fillText(item.text, 0, 0, item.most);
    }
    ctx.restore();
  };
  const toCanvas = () => {
    const { width, height, margin, items } = composed();
    const scale = Math.min(2, Math.sqrt(MOST_PIXELS / (width * height)));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    const ctx = canvas.getContext("2d");
    ctx.fillStyle = "#ffffff";
    ctx.fillRect(0, 0, canvas.width, canvas.height);
    ctx.scale(scale, scale);
    ctx.translate(margin, margin);
    for (const item of items) paint(ctx, item);
    return canvas;
  };

  // On paper stands the whole picture as one sheet, not the part that the canvas shows.
  const forget = () => byId("printed")?.remove();
  window.addEventListener("beforeprint", () => {
    forget();
    const { width, height } = composed(true);
    const holder = page.make("figure", undefined, { id: "printed", class: width >= height ? "landscape" : "portrait" });
    holder.append(document.importNode(new DOMParser().parseFromString(toSvg(true), "image/svg+xml").documentElement, true));
    document.querySelector("main").append(holder);
  }, { signal: page.ended.signal });
  window.addEventListener("afterprint", forget, { signal: page.ended.signal });

  byId("save-svg").addEventListener("click", () => save(new Blob([toSvg()], { type: "image/svg+xml" }), `${data.stem}.svg`));
  byId("save-png").addEventListener("click", () => toCanvas().toBlob((blob) => save(blob, `${data.stem}.png`), "image/png"));
})();
