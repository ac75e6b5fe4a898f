"use strict";
// What all scripts of a page share: words, elements, the address, saving a file. Text reaches the page through
// textContent only; nothing is stored, nothing is sent. Scripts of a picture run anew where a group of it is opened
// (opening.js), which is why what they share is `var`, and what they listen for beyond their own elements ends.
var page = (() => {
  const ended = new AbortController();
  const byId = (id) => document.getElementById(id);
  const data = JSON.parse(byId("graph-data").textContent);
  const FONT = '"Yu Gothic UI", "Meiryo", "Hiragino Sans", "Noto Sans CJK JP", "Noto Sans JP", sans-serif';
  const INK = "#1b2733";
  const JAPANESE = /[\u3041-\u30ff\u3400-\u9fff]/;
  const langOf = (text) => (JAPANESE.test(text) ? { lang: "ja" } : {});
  const make = (tag, text, attributes = {}) => {
    const element = document.createElement(tag);
    if (text !== undefined) element.textContent = text;
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  };
  // `{count}` is a value; `{count:linkage|linkages}` the first words beside 1, the second beside any other number.
  const PLACE = /\{(\w+)(?::([^{}|]*)\|([^{}|]*))?\}/g;
  const inflect = (template, values) => template.replace(PLACE, (whole, name, single, several) =>
    (single === undefined ? whole : String(values[name]) === "1" ? single : several));
  const fill = (template, values) => inflect(template, values).replace(PLACE, (whole, name) => String(values[name] ?? whole));
  // A filled template as nodes, each value in the language it is written in.
  const told = (template, values = {}) => inflect(template, values).split(/\{(\w+)\}/).map((part, number) => {
    if (number % 2 === 0) return part;
    const value = String(values[part] ?? "");
    return make("span", value, langOf(value));
  });
  const say = (template, values = {}) => byId("status").replaceChildren(...told(template, values));

  // The address after # holds what is shown: ids of this page and figures, nothing else.
  const readAddress = () => new URLSearchParams(window.location.hash.slice(1));
  const writeAddress = (entries) => {
    const kept = new URLSearchParams(entries.filter(([, value]) => value !== ""));
    const hash = kept.size ? `#${kept}` : "";
    if (hash !== window.location.hash) window.history.replaceState(null, "", hash || window.location.pathname + window.location.search);
  };

  const save = (blob, name) => {
    const link = make("a", undefined, { href: URL.createObjectURL(blob), download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    say(data.words.saved, { name });
  };

  byId("copy-address").addEventListener("click", () => {
    const wanted = navigator.clipboard?.writeText(window.location.href) ?? Promise.reject(new Error("no clipboard"));
    wanted.then(() => say(data.words.copied), () => say(data.words.copyByHand));
  });

  return { FONT, INK, ended, byId, data, words: data.words, JAPANESE, langOf, make, fill, told, say, readAddress, writeAddress, save };
})();
