"use strict";
// What is shown stands in the address after #: filters, choice, path, order and view. A copied address or a reload
// shows the same again. It holds ids of this page only, and a mark of the page they belong to.
(() => {
  const { data, words, say, readAddress, writeAddress } = page;
  const { state, steps, refresh } = picture;
  const GROUPS = ["layer", "kind", "document"];
  const round = (value, digits) => String(Number(value.toFixed(digits)));

  const viewText = () => {
    if (!view.moved.by) return "";
    const { x, y } = view.network.getViewPosition();
    return [round(x, 1), round(y, 1), round(view.network.getScale(), 4)].join("_");
  };
  const orderText = () => (table.order.column < 0 ? "" : `${table.order.column}${table.order.down ? "d" : "a"}`);
  const entries = () => [
    ...GROUPS.map((name) => [`no-${name}`, filters.hidden(name).join(".")]),
    ["year", filters.year()], ["at", state.chosen], ["from", path.asked.from], ["to", path.asked.to],
    ["given", data.path.length && !state.given.length ? "0" : ""], ["sort", orderText()], ["view", viewText()],
  ];
  const write = () => {
    const found = entries().filter(([, value]) => value !== "");
    writeAddress(found.length ? [...found, ["page", data.print]] : []);
  };

  const read = () => {
    const asked = readAddress();
    if ([...asked.keys()].length === 0) return;
    if (asked.get("page") !== data.print) {
      if (asked.has("page")) say(words.otherPage);
      return;
    }
    for (const name of GROUPS) filters.hide(name, (asked.get(`no-${name}`) ?? "").split("."));
    filters.setYear(asked.get("year") ?? "");
    if (asked.get("given") === "0") state.given = [];
    path.set(asked.get("from") ?? "", asked.get("to") ?? "");
    details.set(asked.get("at") ?? "");
    const [, column, way] = /^(\d+)([ad])$/.exec(asked.get("sort") ?? "") ?? [];
    if (table.valid(Number(column)) && column !== undefined) table.sort(Number(column), way === "d");
  };
  const readView = () => {
    const [x, y, scale] = (readAddress().get("view") ?? "").split("_").map(Number);
    if (readAddress().get("page") === data.print && [x, y, scale].every(Number.isFinite) && scale > 0) {
      view.moveTo({ position: { x, y }, scale: Math.max(0.05, Math.min(4, scale)) });
    }
  };

  const start = () => {
    read();
    refresh();
    view.home();
    readView();
    steps.push(write);
    view.moved.tell = write;
    write();
  };
  start();
  // A pasted address is followed; a jump within the page (to the table, to the content) leaves what is shown as it is.
  window.addEventListener("hashchange", () => (readAddress().has("page") ? window.location.reload() : write()), { signal: page.ended.signal });
  if (document.fonts) document.fonts.ready.then(() => view.network.redraw());
})();
