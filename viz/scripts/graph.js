"use strict";
// A worker that holds the graph of a published page in Oxigraph's WebAssembly build, and answers SPARQL over it. It can
// reach nothing: there is no network in it, and nothing it is asked is kept.
(() => {
  const SHOWN = 500;
  const HITS = 8;
  const OPTIONS = { use_default_graph_as_union: true };
  const JSON_RESULTS = "application/sparql-results+json";
  const LABELS = `SELECT ?thing ?label (LANG(?label) AS ?tongue) WHERE {
    ?thing <http://www.w3.org/2000/01/rdf-schema#label>|<http://www.w3.org/2004/02/skos/core#prefLabel>|<http://purl.org/dc/terms/title> ?label }`;
  const ASIDE = /"""(?:[^"\\]|\\.|"(?!""))*"""|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|<[^<>"{}|^`\\\s]*>|#[^\n]*/g;
  const FORM = /\b(SELECT|ASK|CONSTRUCT|DESCRIBE)\b/i;
  let store = null;
  let labels = new Map();

  const unpacked = async (packed) => {
    const letters = atob(packed);
    const bytes = new Uint8Array(letters.length);
    for (let at = 0; at < letters.length; at += 1) bytes[at] = letters.charCodeAt(at);
    return new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer());
  };
  // The one module is read as a script: a page opened from a file can have no worker made of modules.
  const asScript = (module) => `(() => {${module.replaceAll("import.meta.url", "self.location.href")
    .replace(/^export (class|function)/gm, "$1").replace(/^export \{.*$/m, "")}
self.oxigraph = { Store, initSync };})();`;
  const start = async (parts) => {
    postMessage({ stage: "unpacking" });
    const source = asScript(new TextDecoder().decode(await unpacked(parts["web.js"])));
    const address = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
    importScripts(address);
    URL.revokeObjectURL(address);
    self.oxigraph.initSync({ module: await unpacked(parts["web_bg.wasm"]) });
    const quads = await unpacked(parts["graph.trig"]);
    postMessage({ stage: "reading" });
    store = new self.oxigraph.Store();
    store.load(quads, { format: "application/trig", no_transaction: true });
  };
  const rows = (query) => JSON.parse(store.query(query, { ...OPTIONS, results_format: JSON_RESULTS }));
  const read = (language) => {
    if (labels.size) return;
    for (const { thing, label, tongue } of rows(LABELS).results.bindings) {
      if (!labels.has(thing.value) || tongue.value === language) labels.set(thing.value, label.value);
    }
  };
  const cell = (term) => term === undefined ? ["", ""]
    : term.type === "uri" ? [term.value, labels.get(term.value) ?? ""] : [term.type === "bnode" ? `_:${term.value}` : term.value, null];
  const answer = (query) => {
    const [, form = "SELECT"] = FORM.exec(query.replace(ASIDE, " ")) ?? [];
    if (/^(CONSTRUCT|DESCRIBE)$/i.test(form)) {
      return { graph: store.query(query, { ...OPTIONS, results_format: "text/turtle" }) };
    }
    const { head, results, boolean } = rows(query);
    if (results === undefined) return { columns: ["ask"], rows: [[[String(boolean), null]]], count: 1 };
    const found = results.bindings;
    return { columns: head.vars, rows: found.slice(0, SHOWN).map((row) => head.vars.map((name) => cell(row[name]))), count: found.length };
  };
  const near = (words) => [...labels].filter(([, label]) => label.includes(words))
    .sort(([, one], [, other]) => one.length - other.length).slice(0, HITS);
  self.onmessage = async ({ data }) => {
    try {
      if (data.parts) {
        await start(data.parts);
        postMessage({ ready: true });
        return;
      }
      read(data.language);
      if (data.words) {
        postMessage({ near: near(data.words) });
        return;
      }
      try {
        postMessage(answer(data.query));
      } catch (error) {
        if (error instanceof WebAssembly.RuntimeError || error instanceof RangeError) throw error;
        postMessage({ wrong: String(error.message ?? error).split("\n")[0].slice(0, 300) });
      }
    } catch {
      postMessage({ failed: store ? "answering" : "starting" });
    }
  };
})();
