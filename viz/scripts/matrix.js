"use strict";
// The grid of needs: filters by state and by name, for the drawing and the table alike; what remains is saved.
const sheet = (() => {
  const { byId, data, words, fill, say, readAddress, writeAddress } = page;
  const MARGIN = 24;
  const folded = (text) => text.normalize("NFKC").toLowerCase().replace(/\s+/g, "");
  document.documentElement.classList.add("js");

  const inputs = [...byId("filter-state").querySelectorAll("input")];
  const hidden = () => inputs.filter((input) => !input.checked).map((input) => input.value);
  const shownRows = () => {
    const wanted = folded(byId("find").value);
    const off = new Set(hidden());
    return data.rows.map((label, number) => number).filter((number) => folded(data.rows[number]).includes(wanted)
      && data.cells.some((cell) => cell.row === number && !off.has(cell.state)));
  };
  const isFaint = (cell) => hidden().includes(cell.state);

  const write = () => {
    const entries = [["no-state", hidden().join(".")], ["row", byId("find").value]].filter(([, value]) => value !== "");
    writeAddress(entries.length ? [...entries, ["page", data.print]] : []);
  };
  const refresh = () => {
    const rows = shownRows();
    for (const row of document.querySelectorAll("#matrix tbody tr")) row.hidden = !rows.includes(Number(row.dataset.row));
    for (const row of document.querySelectorAll("#grid > g")) {
      const at = rows.indexOf(Number(row.dataset.row));
      row.toggleAttribute("hidden", at < 0);
      if (at >= 0) row.setAttribute("transform", `translate(0 ${data.size.head + data.size.line * at})`);
    }
    for (const cell of data.cells) {
      byId(cell.id).classList.toggle("faint", isFaint(cell));
      document.querySelector(`[data-cell="${cell.id}"]`).classList.toggle("faint", isFaint(cell));
    }
    const height = data.size.head + data.size.line * rows.length;
    byId("grid").setAttribute("viewBox", `0 0 ${data.size.width} ${height}`);
    byId("grid").setAttribute("height", height);
    const bright = data.cells.filter((cell) => rows.includes(cell.row) && !isFaint(cell)).length;
    byId("count").textContent = fill(words.shown, { shown: bright, total: data.cells.length });
    write();
  };
  const changed = () => {
    refresh();
    say(byId("count").textContent);
  };

  const read = () => {
    const asked = readAddress();
    if (asked.get("page") !== data.print) {
      if (asked.has("page")) say(words.otherPage);
      return;
    }
    const off = (asked.get("no-state") ?? "").split(".");
    for (const input of inputs) input.checked = !off.includes(input.value);
    byId("find").value = asked.get("row") ?? "";
  };

  // What is saved: the rows and cells that are shown, with title and notice.
  const compose = () => {
    const { size } = data;
    const rows = shownRows();
    const top = 40;
    const heads = size.heads.flatMap((lines, column) => lines.map((text, number) => ({
      text, x: size.label + size.cell * (column + 0.5), y: top + size.head - 17 - 19 * (lines.length - 1 - number), size: 14, bold: true, anchor: "middle",
    })));
    const drawn = rows.flatMap((row, at) => {
      const y = top + size.head + size.line * at;
      const cells = data.cells.filter((cell) => cell.row === row && !isFaint(cell)).flatMap((cell) => {
        const look = data.looks[cell.state];
        const x = size.label + size.cell * cell.column;
        return [
          { path: `M${x + 2} ${y + 2}h${size.cell - 4}v${size.line - 4}h${4 - size.cell}Z`, fill: look.ground, stroke: look.ink, weight: 1, dash: [], edge: cell.id },
          { text: `${cell.sign} ${cell.short}`.trim(), x: x + size.cell / 2, y: y + size.line / 2, size: 13, anchor: "middle" },
        ];
      });
      return [{ text: size.labels[row], x: 0, y: y + size.line / 2, size: 14, anchor: "start" }, ...cells];
    });
    const end = top + size.head + size.line * rows.length + 20;
    const states = inputs.filter((input) => input.checked).map((input) => data.looks[input.value]);
    const legend = states.flatMap((look, number) => [
      { path: `M0 ${end + 22 * number - 8}h26v16h-26Z`, fill: look.ground, stroke: look.ink, weight: 1, dash: [] },
      { text: `${look.sign} ${look.label}`, x: 36, y: end + 22 * number, size: 13, anchor: "start" },
    ]);
    const foot = end + 22 * states.length + 6;
    return {
      width: size.width + 2 * MARGIN, height: foot + 2 * MARGIN, margin: MARGIN,
      items: [{ text: words.title, x: 0, y: 12, size: 18, bold: true, anchor: "start", most: size.width }, ...heads, ...drawn, ...legend,
        { text: words.notice, x: 0, y: foot, size: 13, anchor: "start", most: size.width }],
    };
  };

  byId("filter-state").addEventListener("change", changed);
  byId("find").addEventListener("input", changed);
  byId("reset").addEventListener("click", () => {
    for (const input of inputs) input.checked = true;
    byId("find").value = "";
    changed();
  });
  window.addEventListener("hashchange", () => (readAddress().has("page") ? window.location.reload() : write()));
  read();
  refresh();
  return { compose };
})();
