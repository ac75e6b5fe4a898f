"use strict";
// The boxes of the canvas by keyboard: an arrow goes to the next box in its direction, Enter opens it, as a click does.
// Each is read aloud through the status line of the page.
(() => {
  const { words, say } = page;
  const { nodes, state } = picture;
  const AWAY = 2.5; // how much farther a box seems for each pixel it lies aside of the way
  const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  const boxes = [...nodes.values()].filter((node) => Number.isFinite(node.x));
  let at = "";

  const next = (from, [dx, dy]) => {
    let best = null;
    let least = Infinity;
    for (const node of boxes) {
      const along = (node.x - from.x) * dx + (node.y - from.y) * dy;
      const aside = Math.abs((node.x - from.x) * dy) + Math.abs((node.y - from.y) * dx);
      const far = along + AWAY * aside;
      if (along > 1 && far < least) [best, least] = [node, far];
    }
    return best;
  };
  const go = (node) => {
    at = node.id;
    view.bringIntoSight(node);
    view.point(at);
    const count = state.shown.filter((link) => link.from === at || link.to === at).length;
    say(words.boxAt, { label: node.label, kind: node.kind, count });
  };
  view.holder.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    const way = WAYS[event.key];
    if (way && boxes.length) {
      event.preventDefault();
      const here = nodes.get(at);
      const begun = nodes.get(state.chosen) ?? nodes.get(page.data.size.hub) ?? boxes[0];
      const found = here ? next(here, way) : begun;
      if (found) go(found);
      else say(words.boxLast);
    } else if ((event.key === "Enter" || event.key === " ") && at) {
      event.preventDefault();
      details.choose(at, view.holder, true);
    }
  });
  view.holder.addEventListener("blur", () => view.point(""));
  view.holder.addEventListener("focus", () => view.point(at));
})();
