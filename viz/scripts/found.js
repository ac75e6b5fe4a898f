"use strict";
// The search of published pages: names in this page, folded as the explorer folds them, looked through as one types.
(() => {
  const MOST = 100;
  const KATAKANA = /[ァ-ヶ]/u;
  const LETTER = /[\p{L}\p{N}]/u;
  const { lines, fold: rules } = JSON.parse(document.getElementById("data").textContent);
  const input = document.getElementById("q");
  const list = document.getElementById("found");
  const status = document.getElementById("found-count");
  const plural = (template, count) => template.replace(/\{count(?::([^{}|]*)\|([^{}|]*))?\}/g, (whole, single, more) =>
    single === undefined ? count : count === 1 ? single : more);

  const fold = (words) => {
    let plain = words.normalize("NFKC").toLowerCase();
    for (const [written, chosen] of [...rules.variants, ...rules.voiced]) plain = plain.replaceAll(written, chosen);
    return Array.from(plain, (letter) => {
      if (letter === rules.long || !LETTER.test(letter)) return "";
      const kana = KATAKANA.test(letter) ? String.fromCodePoint(letter.codePointAt(0) - 0x60) : letter;
      return rules.single[kana] ?? kana;
    }).join("");
  };
  const rank = (names, words) => names.some((name) => name === words) ? 0 : names.some((name) => name.startsWith(words)) ? 1
    : names.some((name) => name.includes(words)) ? 2 : 3;
  const item = ([label, kind, place, file]) => {
    const made = document.createElement("li");
    const link = document.createElement("a");
    const small = document.createElement("span");
    link.href = file;
    link.textContent = label;
    small.className = "small";
    small.textContent = [kind, place].filter(Boolean).join("・");
    made.append(link, " ", small);
    return made;
  };
  const search = () => {
    const words = fold(input.value);
    const hits = words ? lines.map((line) => [rank(line[4].split("\n"), words), line]).filter(([found]) => found < 3) : [];
    hits.sort(([first], [second]) => first - second);
    list.replaceChildren(...hits.slice(0, MOST).map(([, line]) => item(line)));
    status.textContent = !words ? "" : hits.length ? plural(status.dataset.count, hits.length) : status.dataset.none;
  };
  input.value = new URLSearchParams(window.location.search).get("q") ?? "";
  input.addEventListener("input", search);
  input.form.addEventListener("submit", (event) => { event.preventDefault(); search(); });
  search();
  window.tsunaguFold = fold;
})();
