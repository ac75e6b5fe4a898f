"use strict";
// SPARQL in a published page: the same question, asked of a worker of this page instead of a server.
const tsunaguGraph = (() => {
  const MOST_BARS = 40;
  const NUMBER = /^-?\d+(\.\d+)?$/;
  const words = document.getElementById("engine").dataset;
  const prefixes = document.getElementById("prefixes").textContent.replace(/\s*\n/g, " ");
  const base = document.getElementById("editor").dataset.things;
  const language = document.documentElement.lang;
  let engine = null;
  let ready = false;
  let asking = null;

  const element = (name, properties = {}, children = []) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };
  const fill = (template, data) => template
    .replace(/\{(\w+):([^{}|]*)\|([^{}|]*)\}/g, (whole, name, one, more) => (Number(data[name]) === 1 ? one : more))
    .replace(/\{(\w+)\}/g, (whole, name) => data[name]);
  const thing = (iri) => { // the id of a thing of this graph, as the explorer shows it where it has no label
    const id = iri.startsWith(base) ? iri.slice(base.length) : "";
    return /^(graph\/|ns#|shape\/)/.test(id) ? "" : id;
  };
  const said = ([value, label]) => label === null ? value : thing(value) ? label || thing(value) : value;
  const table = ({ columns, rows, count }) => {
    const counted = fill(words.rows, { count }) + (count > rows.length ? `　${fill(words.cut, { shown: rows.length })}` : "");
    const heads = columns.map((name) => element("th", { scope: "col", textContent: name }));
    const lines = rows.map((row) => element("tr", {}, row.map((cell) => {
      const named = cell[1] !== null && thing(cell[0]);
      const made = element("td", {}, [named ? element("span", { textContent: said(cell) }) : said(cell)]);
      if (named) made.dataset.iri = cell[0];
      return made;
    })));
    const held = element("table", {}, [element("thead", {}, [element("tr", {}, heads)]), element("tbody", {}, lines)]);
    const scroller = element("div", { className: "scroller", tabIndex: 0 }, [held]);
    scroller.setAttribute("role", "region");
    scroller.setAttribute("aria-label", words.title);
    const status = element("p", { textContent: counted });
    status.setAttribute("role", "status");
    return [status, scroller];
  };
  const bar = (label, figure, most) => {
    const rect = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    const drawn = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const width = Math.max(0, Math.round(1000 * Number(figure) / most));
    const about = { viewBox: "0 0 1000 10", preserveAspectRatio: "none", "aria-hidden": "true", focusable: "false" };
    for (const [name, value] of Object.entries(about)) drawn.setAttribute(name, value);
    for (const [name, value] of Object.entries({ width, height: 10 })) rect.setAttribute(name, value);
    drawn.append(rect);
    return element("div", {}, [element("dt", { textContent: label }), element("dd", {}, [drawn, ` ${figure}`])]);
  };
  const chart = ({ columns, rows }) => {
    const first = rows.slice(0, MOST_BARS);
    const figures = first.map((row) => row[row.length - 1][0]);
    if (columns.length < 2 || !figures.length || !figures.every((figure) => NUMBER.test(figure))) return [];
    const most = Math.max(...figures.map(Number)) || 1;
    const bars = first.map((row, at) => bar(said(row[0]), figures[at], most));
    const title = element("h2", { id: "chart-title", textContent: words.chart });
    const held = element("section", {}, [title, element("dl", { className: "chart" }, bars)]);
    held.setAttribute("aria-labelledby", "chart-title");
    return [held];
  };
  const notice = (told) => {
    const made = element("p", { className: "notice fault", textContent: told });
    made.setAttribute("role", "alert");
    return made;
  };
  const placed = (wrong) => wrong.replace(/ at (\d+):/, (at, line) => ` at ${line - 1}:`); // the prefixes are the first line
  const nodes = (answer) => {
    if (answer.wrong) return [notice(fill(words.wrong, { reason: placed(answer.wrong) }))];
    if (answer.graph !== undefined) return [element("pre", { className: "text", textContent: answer.graph })];
    return [...chart(answer), ...table(answer)];
  };

  const begin = (told) => {
    engine ??= tsunaguEngine.start(["oxigraph", "graph"], told);
    return engine;
  };
  const end = () => {
    engine?.end();
    engine = null;
    ready = false;
  };
  // The clock of the limit runs while the question is answered, not while the graph is read.
  const ask = async (query, told) => {
    if (asking) end();
    const mine = Symbol("asked");
    asking = mine;
    let limit = 0;
    let late = false;
    try {
      const held = begin(told);
      await held.ready;
      ready = true;
      told("");
      limit = setTimeout(() => { late = true; end(); }, 1000 * Number(words.seconds));
      return nodes(await held.ask({ query: `${prefixes}\n${query}`, language }));
    } catch (error) {
      if (late) return [notice(fill(words.late, { seconds: words.seconds }))];
      if (error.message === "ended") throw new DOMException("ended", "AbortError");
      end();
      return [notice(words.failed)];
    } finally {
      clearTimeout(limit);
      if (asking === mine) asking = null;
    }
  };
  const near = async (typed) => {
    begin(() => {});
    if (!ready || asking) {
      engine.ready.then(() => { ready = true; }, () => {});
      return [];
    }
    const found = await engine.ask({ words: typed, language });
    return found.near.map(([iri, label]) => ({ label, detail: thing(iri) || iri, apply: `<${iri}>`, type: "constant" }));
  };
  const here = tsunaguEngine.has("graph");
  document.getElementById("ask").hidden = !here;
  document.getElementById("holds").hidden = !here;
  document.getElementById("not-here").hidden = here;
  return { ask, end, near };
})();
