"use strict";
// A gathered group opens in place: the server makes the picture with it singly, and its parts take those of this page.
// The address is the one of that picture, so that it can be kept, shared and gone back from. Pictures in files open all.
(() => {
  const { ended, say, words } = page;
  const policyOf = (from) => from.querySelector("meta[http-equiv='Content-Security-Policy']").content;
  const here = window.location.pathname + window.location.search;

  // Scripts of the picture follow the drawing library, which stays; they run anew over what they now find.
  const runAnew = () => {
    const scripts = [...document.scripts].filter((script) => !script.type);
    const library = scripts.findIndex((script) => script.textContent.length > 200000);
    for (const script of scripts.slice(library + 1)) {
      const again = document.createElement("script");
      again.textContent = script.textContent;
      script.replaceWith(again);
    }
  };
  const open = async (address) => {
    const found = await fetch(address);
    const other = new DOMParser().parseFromString(await found.text(), "text/html");
    if (!found.ok || policyOf(other) !== policyOf(document)) throw new Error("another kind of page");
    ended.abort();
    window.history.pushState(null, "", address);
    document.title = other.title;
    document.querySelector("main").replaceWith(document.importNode(other.querySelector("main"), true));
    document.getElementById("graph-data").textContent = other.getElementById("graph-data").textContent;
    runAnew();
    document.getElementById("graph").focus();
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("#open-here");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    say(words.opening);
    open(link.href).catch(() => window.location.assign(link.href)); // as without this script
  }, { signal: ended.signal });
  window.addEventListener("popstate", () => {
    if (window.location.pathname + window.location.search !== here) window.location.reload();
  }, { signal: ended.signal });
})();
