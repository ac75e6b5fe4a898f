"use strict";
// The page of one's own queries: terms put in where one writes, and the queries of before, kept in this browser alone.
(() => {
  const KEPT = "tsunagu-queries";
  const MOST = 20;
  const query = document.getElementById("query");
  const terms = document.getElementById("term");
  const before = document.getElementById("before");

  const insert = (words) => {
    query.setRangeText(words, query.selectionStart, query.selectionEnd, "end");
    query.focus();
  };
  const short = (typed) => [...document.getElementById("terms").options].find((option) => option.label === typed || option.value === typed);
  terms.addEventListener("change", () => {
    const found = short(terms.value.trim());
    if (found) insert(`${found.value} `);
    terms.value = "";
  });

  const read = () => {
    try {
      const held = JSON.parse(localStorage.getItem(KEPT) ?? "[]");
      return Array.isArray(held) ? held.filter((one) => typeof one === "string") : [];
    } catch {
      return []; // the browser keeps nothing, or something else
    }
  };
  const write = (held) => {
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
    if (event.target.value !== "" && held) query.value = held;
  });
  before.querySelector("button").addEventListener("click", () => { localStorage.removeItem(KEPT); show(); query.focus(); });
  query.form.addEventListener("submit", () => write([query.value, ...read().filter((one) => one !== query.value)]));
  show();
})();
