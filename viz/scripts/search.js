"use strict";
// Search by a part of a name or of its reading; full and half width, hiragana and katakana are the same.
(() => {
  const { byId, data, words, make, fill, say, langOf } = page;
  const MOST_FOUND = 12;
  const folded = (text) => text.normalize("NFKC").toLowerCase().replace(/\s+/g, "")
    .replace(/[ァ-ヶ]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0x60));
  const names = data.nodes.map((node) => ({
    node, name: [node.label, node.kana ?? "", ...(node.members ?? []), (node.tag ?? []).join("")].map(folded).join("\n"),
  }));
  const showFound = () => {
    const wanted = folded(byId("find").value);
    const found = byId("found");
    if (!wanted) {
      found.replaceChildren();
      return;
    }
    const hits = names.filter(({ name }) => name.includes(wanted)).map(({ node }) => node);
    const list = make("ul");
    for (const node of hits.slice(0, MOST_FOUND)) {
      const item = make("li");
      const button = make("button", undefined, { type: "button" });
      button.append(make("b", node.label, langOf(node.label)), make("span", node.kind));
      button.addEventListener("click", () => details.choose(node.id, byId("find"), true));
      item.append(button);
      list.append(item);
    }
    const parts = [hits.length ? list : make("p", words.foundNone)];
    if (hits.length > MOST_FOUND) parts.push(make("p", fill(words.foundMore, { count: hits.length - MOST_FOUND })));
    found.replaceChildren(...parts);
    say(hits.length ? words.found : words.foundNone, { count: hits.length });
  };
  byId("find").addEventListener("input", showFound);
})();
