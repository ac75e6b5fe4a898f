"use strict";
// The page of one's own queries: an editor that completes, a clock while a query runs with a way to end it, and the
// queries of before, kept in this browser alone. Without it the form is sent as it is.
(() => {
  const KEPT = "tsunagu-queries";
  const MOST = 20;
  const MOST_OPTIONS = 60;
  const SHORTEST = 2;
  const WAIT_MS = 60;
  const WORD = /[\p{L}\p{N}_:.\-/]+$/u;
  const JAPANESE = /[\u3040-\u30ff\u4e00-\u9fff]$/;
  const local = typeof tsunaguGraph === "undefined" ? null : tsunaguGraph; // a published page has no server to ask
  const form = document.getElementById("ask");
  const query = document.getElementById("query");
  const before = document.getElementById("before");
  const holder = document.getElementById("editor");

  // ---- the editor: in a root of its own, for its styles are then no part of the policy of the page ----
  const terms = JSON.parse(document.getElementById("terms").textContent);
  const prefixes = [...document.getElementById("prefixes").textContent.matchAll(/^PREFIX (\S+) <(\S+)>$/gm)];
  const WORDS = ["SELECT", "DISTINCT", "WHERE", "FILTER", "OPTIONAL", "UNION", "MINUS", "GRAPH", "VALUES", "BIND", "ORDER BY",
    "GROUP BY", "HAVING", "LIMIT", "OFFSET", "ASK", "CONSTRUCT", "DESCRIBE", "PREFIX", "COUNT", "LANG", "STR", "CONTAINS",
    "REGEX", "NOT EXISTS", "rdfs:label", "skos:prefLabel", "dcterms:title"];
  const found = (typed) => {
    const low = typed.toLowerCase();
    const holds = (said) => said.toLowerCase().includes(low);
    const own = terms.filter(([name, label]) => holds(name) || holds(label)).sort(([one], [other]) =>
      Number(!one.toLowerCase().startsWith(low)) - Number(!other.toLowerCase().startsWith(low)));
    return [
      ...own.map(([name, label]) => ({ label: name, detail: label, type: "property" })),
      ...prefixes.filter(([, name]) => holds(name)).map(([, name, space]) => ({ label: name, detail: space, type: "namespace" })),
      ...WORDS.filter((word) => word.toLowerCase().startsWith(low)).map((word) => ({ label: word, type: "keyword" })),
    ].slice(0, MOST_OPTIONS);
  };
  const things = async (typed) => {
    if (typed.length < SHORTEST || /^[\x20-\x7e]*$/.test(typed)) return [];
    if (local) return local.near(typed);
    try {
      const answer = await fetch(holder.dataset.search + encodeURIComponent(typed));
      const { hits } = answer.ok ? await answer.json() : { hits: [] };
      return hits.map((hit) => ({ label: hit.label, detail: `${hit.kind} ${hit.id}`, apply: `<${holder.dataset.things}${hit.id}>`, type: "constant" }));
    } catch {
      return []; // the server is gone: words of the vocabulary are still there
    }
  };
  const source = (offered) => async (context) => { // two of them: words of the vocabulary do not wait for the server
    const typed = context.matchBefore(WORD);
    if (!typed && !context.explicit) return null;
    const options = await offered(typed ? typed.text : "");
    return options.length ? { from: typed ? typed.from : context.pos, options, filter: false } : null;
  };

  const { EditorState, EditorView, keymap } = CodeMirror;
  const root = holder.attachShadow({ mode: "open" });
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const theme = EditorView.theme({
    "&": { color: "var(--ink)", backgroundColor: "var(--paper)", border: "1px solid var(--strong-line)", borderRadius: "6px", fontSize: "0.95rem" },
    "&.cm-focused": { outline: "3px solid var(--focus)", outlineOffset: "1px" },
    ".cm-content": { fontFamily: "\"BIZ UDGothic\", \"Noto Sans Mono CJK JP\", Consolas, monospace", minHeight: "12rem", caretColor: "var(--ink)" },
    ".cm-gutters": { color: "var(--soft)", backgroundColor: "var(--ground)" },
    ".cm-scroller": { overflow: "auto", maxHeight: "30rem", lineHeight: "1.5" },
    ".cm-tooltip": { color: "var(--ink)", backgroundColor: "var(--paper)", border: "1px solid var(--strong-line)" },
    ".cm-tooltip-autocomplete > ul > li[aria-selected]": { color: "var(--ink)", backgroundColor: "var(--hover)", outline: "2px solid var(--brand)" },
    ".cm-completionDetail": { color: "var(--soft)", fontStyle: "normal" },
  }, { dark });
  const colours = dark ? CodeMirror.HighlightStyle.define([]) : CodeMirror.defaultHighlightStyle;
  const view = new EditorView({
    root, parent: root,
    state: EditorState.create({
      doc: query.value,
      extensions: [
        CodeMirror.lineNumbers(), CodeMirror.history(), CodeMirror.bracketMatching(), EditorView.lineWrapping,
        CodeMirror.StreamLanguage.define(CodeMirror.sparql), CodeMirror.syntaxHighlighting(colours),
        CodeMirror.autocompletion({ override: [source(found), source(things)], icons: false }),
        keymap.of([
          { key: "Mod-Enter", run: () => { form.requestSubmit(); return true; } },
          ...CodeMirror.completionKeymap, ...CodeMirror.defaultKeymap, ...CodeMirror.historyKeymap,
        ]),
        EditorView.contentAttributes.of({ "aria-label": holder.dataset.label, "aria-multiline": "true" }),
        EditorView.updateListener.of((update) => { if (update.docChanged) query.value = update.state.doc.toString(); }),
        theme,
      ],
    }),
  });
  holder.hidden = false;
  document.getElementById("editor-hint").hidden = false;
  query.hidden = true;
  document.getElementById("query-label").hidden = true;
  const entered = () => { // by an input method, which ends a word where no key is pressed
    if (JAPANESE.test(view.state.sliceDoc(0, view.state.selection.main.head))) CodeMirror.startCompletion(view);
  };
  for (const name of ["input", "compositionend"]) {
    view.contentDOM.addEventListener(name, (event) => { if (!event.isComposing) setTimeout(entered, WAIT_MS); });
  }
  const write = (words) => {
    query.value = words;
    view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: words } });
    view.focus();
  };

  // ---- a run: seconds are told, and ending it ends the work on the server ----
  const cancel = document.getElementById("cancel");
  const running = document.getElementById("running");
  const answer = document.getElementById("answer");
  let asking = null;
  const told = (words) => { running.textContent = words; };
  const clock = (begun) => setInterval(() => {
    told(form.dataset.running.replace("{seconds}", Math.floor((performance.now() - begun) / 1000)));
  }, 1000);
  const run = async () => {
    if (asking) asking.abort();
    const mine = new AbortController();
    asking = mine;
    cancel.hidden = false;
    told(form.dataset.running.replace("{seconds}", 0));
    let seconds = clock(performance.now());
    const stage = (words) => { // a published page reads its graph first, and the clock begins after that
      clearInterval(seconds);
      if (words) told(form.dataset[words]);
      else seconds = clock(performance.now());
    };
    try {
      if (local) {
        answer.replaceChildren(...await local.ask(query.value, stage));
        offerIris();
        told("");
        return;
      }
      const found = await fetch(form.action, { method: "POST", body: new URLSearchParams({ query: query.value }), signal: mine.signal });
      const page = new DOMParser().parseFromString(await found.text(), "text/html");
      answer.replaceChildren(...document.importNode(page.getElementById("answer"), true).childNodes);
      document.getElementById("draw").hidden = page.getElementById("draw").hidden;
      offerIris();
      told("");
    } catch (error) {
      if (asking === mine) told(error.name === "AbortError" ? form.dataset.ended : form.dataset.lost);
    } finally {
      clearInterval(seconds);
      if (asking === mine) { asking = null; cancel.hidden = true; }
    }
  };
  cancel.addEventListener("click", () => { local?.end(); if (asking) asking.abort(); view.focus(); });

  // ---- names or addresses of things ----
  const iris = document.getElementById("iris");
  const showIris = () => {
    for (const cell of answer.querySelectorAll("[data-iri]")) {
      const said = cell.querySelector("a, span");
      cell.labelled ??= [...said.childNodes];
      said.replaceChildren(...(iris.checked ? [cell.dataset.iri] : cell.labelled));
    }
  };
  const offerIris = () => {
    document.getElementById("iris-box").hidden = !answer.querySelector("[data-iri]");
    showIris();
  };
  iris.addEventListener("change", showIris);

  // ---- queries of before ----
  let remembered = []; // of a published page, which keeps nothing once it is closed
  const read = () => {
    if (local) return remembered;
    try {
      const held = JSON.parse(localStorage.getItem(KEPT) ?? "[]");
      return Array.isArray(held) ? held.filter((one) => typeof one === "string") : [];
    } catch {
      return []; // the browser keeps nothing, or something else
    }
  };
  const keep = (held) => {
    if (local) {
      remembered = held.slice(0, MOST);
      return;
    }
    try { localStorage.setItem(KEPT, JSON.stringify(held.slice(0, MOST))); } catch { /* the browser keeps nothing */ }
  };
  const show = () => {
    const held = read();
    before.querySelector("select").replaceChildren(new Option(before.dataset.choose, ""),
      ...held.map((one, number) => new Option(one.replace(/\s+/g, " ").slice(0, 90), String(number))));
    before.hidden = held.length === 0;
  };
  before.querySelector("select").addEventListener("change", (event) => {
    const held = read()[Number(event.target.value)];
    if (event.target.value !== "" && held) write(held);
  });
  before.querySelector("button").addEventListener("click", () => { keep([]); show(); view.focus(); });
  form.addEventListener("submit", (event) => {
    keep([query.value, ...read().filter((one) => one !== query.value)]);
    show();
    if (event.submitter?.id === "draw") return;
    event.preventDefault();
    run();
  });
  show();
  offerIris();
})();
