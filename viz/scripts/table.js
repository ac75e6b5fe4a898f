"use strict";
// The table twin: the same links as the drawing, marked where they are steps of the path, sorted by any column.
var table = (() => {
  const { byId, words, make, fill, say } = page;
  const { links, state, steps, refresh } = picture;
  const head = document.querySelector("#links thead tr");
  const body = document.querySelector("#links tbody");
  const order = { column: -1, down: false };
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });

  steps.push(() => {
    const shown = new Set(state.shown.map((link) => link.id));
    for (const link of links) byId(link.id).hidden = !shown.has(link.id);
    for (const mark of document.querySelectorAll("#links .step-mark")) {
      mark.closest("tr").classList.remove("on-path");
      mark.remove();
    }
    state.path.forEach((link, number) => {
      byId(link.id).classList.add("on-path");
      byId(link.id).cells[0].append(make("span", fill(words.pathMark, { number: number + 1 }),
        { class: "step-mark", lang: document.documentElement.lang }));
    });
  });

  const sort = (column, down) => {
    if (!head) return;
    Object.assign(order, { column, down });
    const rows = links.map((link, number) => ({ row: byId(link.id), number }));
    const textOf = ({ row }) => row.cells[column].firstChild?.textContent.trim() ?? "";
    if (column >= 0) {
      for (const one of rows) one.text = textOf(one);
      rows.sort((one, other) => (down ? -1 : 1) * collator.compare(one.text, other.text) || one.number - other.number);
    }
    body.append(...rows.map(({ row }) => row));
    [...head.cells].forEach((cell, number) => {
      if (number === column) cell.setAttribute("aria-sort", down ? "descending" : "ascending");
      else cell.removeAttribute("aria-sort");
    });
  };
  for (const [number, cell] of [...(head?.cells ?? [])].entries()) {
    const button = make("button", cell.textContent, { type: "button", class: "sort", title: words.sort });
    button.addEventListener("click", () => {
      sort(number, order.column === number && !order.down);
      refresh();
      say(words.sorted, { column: button.textContent });
    });
    cell.replaceChildren(button);
  }
  const valid = (column) => Number.isInteger(column) && column >= 0 && column < (head?.cells.length ?? 0);
  return { sort, order, valid };
})();
