"use strict";
// The shortest way between two chosen nodes over the links that are shown, in their direction, told in words.
const path = (() => {
  const { byId, words, make, fill, told, say } = page;
  const { nodes, links, state, steps, refresh } = picture;
  const boxes = { from: byId("path-from"), to: byId("path-to") };
  for (const box of Object.values(boxes)) box.append(...[...byId("choose").children].map((child) => child.cloneNode(true)));

  const nodeOf = (key) => key.split(".")[0];
  // Breadth first. Several gathered in one box stay apart: a way never enters at one and leaves at another.
  const walk = (usable, from, to) => {
    const next = new Map();
    for (const link of usable) {
      if (!next.has(link.fromKey)) next.set(link.fromKey, []);
      next.get(link.fromKey).push(link);
    }
    const came = new Map([...next.keys()].filter((key) => nodeOf(key) === from).map((key) => [key, null]));
    const waiting = [...came.keys()];
    for (let at = 0; at < waiting.length; at += 1) {
      for (const link of next.get(waiting[at]) ?? []) {
        if (came.has(link.toKey)) continue;
        came.set(link.toKey, link);
        if (nodeOf(link.toKey) === to) return trace(came, link.toKey);
        waiting.push(link.toKey);
      }
    }
    return [];
  };
  const trace = (came, end) => {
    const found = [];
    for (let link = came.get(end); link; link = came.get(link.fromKey)) found.unshift(link);
    return found;
  };
  // Where links belong to chains (an article, its duty, its measures), all steps must share one chain.
  const shortest = (all, from, to) => {
    if (!from || !to || from === to) return [];
    const usable = all.filter((link) => !link.gone);
    const threads = [...new Set(usable.flatMap((link) => link.threads))];
    if (!threads.length) return walk(usable, from, to);
    const ways = threads.map((thread) => walk(usable.filter((link) => link.threads.includes(thread)), from, to));
    return ways.filter((way) => way.length).sort((one, other) => one.length - other.length)[0] ?? [];
  };

  const given = () => {
    const shown = new Set(state.shown.map((link) => link.id));
    const way = state.given.filter((id) => shown.has(id)).map((id) => links.find((link) => link.id === id));
    return way.length === state.given.length ? way : [];
  };
  const find = () => {
    if (state.from || state.to) state.path = shortest(state.shown, state.from, state.to);
    else state.path = given();
    picture.light();
    tell();
  };
  steps.push(find);

  const cellsOf = (link) => [...byId(link.id).cells].map((cell) => cell.cloneNode(true)).map((cell) => {
    for (const small of cell.querySelectorAll(".small, .step-mark")) small.remove();
    return cell.textContent.trim();
  });
  const stepItem = (link) => {
    const [from, to, kind, layer, purpose] = cellsOf(link);
    const item = make("li");
    const row = make("a", undefined, { href: `#${link.id}`, "data-row": link.id });
    row.append(...told(words.pathStep, { from, to }));
    item.append(row, " ", make("span", [kind, layer, purpose].filter(Boolean).join(" / "), { class: "small" }));
    return item;
  };
  const names = () => ({ from: nodes.get(state.from)?.label ?? "", to: nodes.get(state.to)?.label ?? "" });
  const why = () => {
    if (state.from === state.to) return [words.pathSame];
    const reasons = [words.pathNone];
    if (shortest(links, state.from, state.to).length) reasons.push(words.pathHidden);
    if (shortest(state.shown, state.to, state.from).length) reasons.push(words.pathBack);
    return reasons;
  };
  const tell = () => {
    const line = (template) => {
      const made = make("p");
      made.append(...told(template, { ...names(), count: state.path.length }));
      return made;
    };
    const parts = [];
    if (state.path.length) {
      const list = make("ol");
      list.append(...state.path.map(stepItem));
      parts.push(line(state.from ? words.pathFound : words.pathGiven), list);
      if (state.path.some((link) => page.data.notHandedOn.includes(link.kind))) parts.push(line(words.pathOther));
      if (state.path.some((link) => nodes.get(link.from).members || nodes.get(link.to).members)) parts.push(line(words.pathOver));
    } else if (state.from && state.to) parts.push(...why().map(line));
    else if (state.from || state.to) parts.push(line(words.pathAsk));
    byId("walk").replaceChildren(...parts);
  };
  // The path as plain lines, for the head of a saved file.
  const inWords = () => state.path.map((link, number) => {
    const [from, to, kind, layer] = cellsOf(link);
    return `${number + 1}. ${fill(words.pathStep, { from, to })} ${kind} / ${layer}`;
  });

  const set = (from, to) => {
    state.from = nodes.has(from) ? from : "";
    state.to = nodes.has(to) ? to : "";
    boxes.from.value = state.from;
    boxes.to.value = state.to;
  };
  const choose = (from, to) => {
    set(from, to);
    if (state.from && state.to) {
      state.chosen = "";
      byId("choose").value = "";
    }
    refresh();
    if (!state.from && !state.to) say(words.cleared);
    else if (state.from && state.to) say(state.path.length ? words.pathFound : why()[0], { ...names(), count: state.path.length });
    else say(words.pathAsk);
  };
  // From the panel of a node: the focus stays where the reader goes on.
  const chooseFromPanel = (from, to, button) => {
    choose(from, to);
    (byId(button) ?? byId("walk")).focus();
  };
  for (const box of Object.values(boxes)) box.addEventListener("change", () => choose(boxes.from.value, boxes.to.value));
  byId("path-swap").addEventListener("click", () => choose(state.to, state.from));
  byId("path-clear").addEventListener("click", () => {
    state.given = [];
    choose("", "");
  });
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
  });

  return { set, choose, chooseFromPanel, inWords };
})();
