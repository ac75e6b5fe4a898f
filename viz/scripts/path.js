"use strict";
// A way over the picture: the one the picture was made for, or the one by which the routes of the product hand somebody
// on from one chosen body to another. The picture works out none of its own: a line is not yet a way.
var path = (() => {
  const { byId, data, words, make, fill, told, say } = page;
  const { nodes, links, state, steps, refresh } = picture;
  const ways = data.ways ?? null;
  const boxes = ways ? { from: byId("path-from"), to: byId("path-to") } : null;
  const answers = new Map();
  let asking = new AbortController();

  // Names of bodies for the search fields, those gathered in a box among them; namesakes are told apart by kind and number.
  const named = new Map();
  if (ways) {
    const seen = new Map();
    for (const [body, [, label, kind]] of Object.entries(ways.bodies)) {
      const count = (seen.get(label) ?? 0) + 1;
      seen.set(label, count);
      named.set(count === 1 ? label : `${label} (${kind} ${count})`, body);
    }
    byId("path-names").append(...[...named.keys()].sort().map((name) => make("option", undefined, { value: name })));
  }
  const nameOf = (body) => [...named].find(([, held]) => held === body)?.[0] ?? "";
  const asked = { from: "", to: "" };

  const given = () => {
    const shown = new Set(state.shown.map((link) => link.id));
    const way = state.given.filter((id) => shown.has(id)).map((id) => links.find((link) => link.id === id));
    return way.length === state.given.length ? way : [];
  };
  const answer = () => answers.get(`${asked.from} ${asked.to}`);
  // The rows of the picture a way goes over; a step the picture does not hold is told in words only.
  const rowsOf = (way) => way.steps.map((step) => ways.links[step.link] ?? ways.links[step.origin])
    .filter(Boolean).map((id) => links.find((link) => link.id === id));
  const find = () => {
    if (state.from || state.to) state.path = answer() ? rowsOf(answer()) : [];
    else state.path = given();
    picture.light();
    tell();
  };
  steps.push(find);

  const cellsOf = (link) => [...byId(link.id).cells].map((cell) => cell.cloneNode(true)).map((cell) => {
    for (const small of cell.querySelectorAll(".small, .step-mark")) small.remove();
    return cell.textContent.trim();
  });
  const stepItem = (told_, row) => {
    const item = make("li");
    const line = row ? make("a", undefined, { href: `#${row}`, "data-row": row }) : make("span");
    line.append(...told(words.pathStep, told_));
    item.append(line, " ", make("span", [told_.kind, told_.layer].filter(Boolean).join(" / "), { class: "small" }));
    return item;
  };
  const ofRow = (link) => {
    const [from, to, kind, layer] = cellsOf(link);
    return stepItem({ from, to, kind, layer }, link.id);
  };
  const names = () => ({ from: nameOf(asked.from), to: nameOf(asked.to) });
  const line = (template, values) => {
    const made = make("p");
    made.append(...told(template, values));
    return made;
  };
  const outcome = () => {
    if (asked.from === asked.to) return words.pathSame;
    if (!answer()) return words.pathAsking;
    return answer().steps.length ? words.pathFound : words.pathNone;
  };
  const tell = () => {
    const parts = [];
    if (state.from && state.to) {
      const way = answer();
      parts.push(line(outcome(), { ...names(), count: way?.steps.length ?? 0 }));
      if (way?.steps.length) {
        const list = make("ol");
        list.append(...way.steps.map((step) => stepItem(step, ways.links[step.link] ?? ways.links[step.origin])));
        parts.push(list, line(words.pathNeed, { need: way.need }));
        if (rowsOf(way).length < way.steps.length) parts.push(line(words.pathOutside, {}));
      }
    } else if (state.from || state.to) parts.push(line(words.pathAsk, {}));
    else if (state.path.length) {
      const list = make("ol");
      list.append(...state.path.map(ofRow));
      const clear = make("button", words.close, { type: "button", id: "given-clear" });
      clear.addEventListener("click", () => { state.given = []; refresh(); byId("graph").focus(); });
      parts.push(line(words.pathGiven, { count: state.path.length }), list, clear);
    }
    byId("walk").replaceChildren(...parts);
  };
  // The path as plain lines, for the head of a saved file.
  const inWords = () => state.path.map((link, number) => {
    const [from, to, kind, layer] = cellsOf(link);
    return `${number + 1}. ${fill(words.pathStep, { from, to })} ${kind} / ${layer}`;
  });

  const set = (from, to) => {
    if (!ways) return;
    asked.from = ways.bodies[from] ? from : "";
    asked.to = ways.bodies[to] ? to : "";
    state.from = asked.from && ways.bodies[from][0];
    state.to = asked.to && ways.bodies[to][0];
    boxes.from.value = nameOf(asked.from);
    boxes.to.value = nameOf(asked.to);
    ask();
  };
  const ask = async () => {
    const key = `${asked.from} ${asked.to}`;
    if (!asked.from || !asked.to || asked.from === asked.to || answers.has(key)) return;
    asking.abort();
    asking = new AbortController();
    const { signal } = asking;
    try {
      answers.set(key, await askWay(ways.address, asked, signal));
    } catch {
      return; // another pair was chosen, or the server is gone
    }
    refresh();
    say(outcome(), { ...names(), count: answer()?.steps.length ?? 0 });
    for (const link of state.path.slice(0, 1)) view.bringIntoSight(nodes.get(link.from));
  };
  const choose = (from, to) => {
    set(from, to);
    if (state.from && state.to) {
      state.chosen = "";
      byId("choose").value = "";
    }
    refresh();
    if (!state.from && !state.to) say(words.cleared);
    else say(state.from && state.to ? outcome() : words.pathAsk, { ...names(), count: answer()?.steps.length ?? 0 });
  };
  // From the panel of a node: the focus stays where the reader goes on.
  const chooseFromPanel = (end, node, button) => {
    const next = { ...asked, [end]: ways.boxes[node] };
    choose(next.from, next.to);
    (byId(button) ?? byId("walk")).focus();
  };
  if (ways) {
    for (const box of Object.values(boxes)) {
      box.addEventListener("change", () => {
        const [from, to] = [boxes.from, boxes.to].map((one) => named.get(one.value) ?? "");
        if (from !== asked.from || to !== asked.to) choose(from, to);
      });
    }
    byId("path-swap").addEventListener("click", () => choose(asked.to, asked.from));
    byId("path-clear").addEventListener("click", () => { state.given = []; choose("", ""); });
  }
  // A step leads to its row without touching the address.
  byId("walk").addEventListener("click", (event) => {
    const step = event.target.closest("a[data-row]");
    if (!step) return;
    event.preventDefault();
    const row = byId(step.dataset.row);
    row.tabIndex = -1;
    row.scrollIntoView({ block: "center" });
    row.focus({ preventScroll: true });
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !state.chosen && (state.from || state.to)) choose("", "");
  }, { signal: page.ended.signal });

  return { set, choose, chooseFromPanel, inWords, asked, knows: (id) => Boolean(ways?.boxes[id]) };
})();
