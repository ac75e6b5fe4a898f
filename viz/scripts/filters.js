"use strict";
// Filters by layer, kind, document and year: what remains is shown, in the drawing and in the table.
var filters = (() => {
  const { byId, words, fill, say } = page;
  const { links, state, steps, refresh } = picture;
  const GROUPS = { layer: "filter-layer", kind: "filter-kind", document: "filter-document" };
  const inputsOf = (name) => [...(byId(GROUPS[name])?.querySelectorAll("input") ?? [])];
  const yearBox = byId("filter-year");

  // What is switched off, by group: an address names only that, so that new documents are not hidden by old addresses.
  const hidden = (name) => inputsOf(name).filter((input) => !input.checked).map((input) => input.value);
  const hide = (name, values) => { for (const input of inputsOf(name)) input.checked = !values.includes(input.value); };
  const slide = byId("year-slide"); // the list and the slide say the same; the first place of both is any year
  const tellYear = () => {
    slide.value = String(yearBox.selectedIndex);
    slide.setAttribute("aria-valuetext", yearBox.selectedOptions[0].textContent);
  };
  const setYear = (year) => {
    if (!yearBox) return;
    yearBox.value = [...yearBox.options].some((option) => option.value === year) ? year : "";
    tellYear();
  };
  yearBox?.addEventListener("change", tellYear);
  slide?.addEventListener("input", () => {
    yearBox.selectedIndex = Number(slide.value);
    yearBox.dispatchEvent(new Event("change"));
  });
  if (yearBox) tellYear();
  const year = () => yearBox?.value ?? "";
  const holdsIn = (link, wanted) => !wanted || ((!link.since || link.since <= wanted) && (!link.until || wanted <= link.until));

  const sift = () => {
    const off = Object.fromEntries(Object.keys(GROUPS).map((name) => [name, new Set(hidden(name))]));
    const wanted = Number(year());
    state.shown = links.filter((link) => Object.entries(off).every(([name, values]) => !values.has(link[name])) && holdsIn(link, wanted));
    state.linksOf = new Map();
    for (const link of state.shown) {
      if (!state.linksOf.has(link.edge)) state.linksOf.set(link.edge, []);
      state.linksOf.get(link.edge).push(link);
    }
    byId("count").textContent = fill(words.shown, { shown: state.shown.length, total: links.length });
    if (byId("caption")) byId("caption").textContent = fill(words.caption, { count: state.shown.length });
  };
  steps.push(sift);

  const labelOf = (name, value) => inputsOf(name).find((input) => input.value === value).parentElement.textContent
    .trim().replace(/\s+\d+$/, "").replace(/\s+/g, " ");
  // The filters in words, for the head of a saved file.
  const inWords = () => [
    ...Object.entries({ layer: words.hiddenLayers, kind: words.hiddenKinds, document: words.hiddenDocuments })
      .map(([name, told]) => [hidden(name), name, told]).filter(([values]) => values.length)
      .map(([values, name, told]) => fill(told, { names: values.map((value) => labelOf(name, value)).join(words.separator) })),
    ...(year() ? [fill(words.onlyYear, { year: yearBox.selectedOptions[0].textContent })] : []),
  ];

  const changed = () => {
    refresh();
    say(byId("count").textContent);
  };
  for (const id of [...Object.values(GROUPS), "filter-year"]) byId(id)?.addEventListener("change", changed);
  byId("reset").addEventListener("click", () => {
    for (const name of Object.keys(GROUPS)) hide(name, []);
    setYear("");
    changed();
  });
  return { hidden, hide, year, setYear, inWords };
})();
