"use strict";
// Quick exit: empties the page at once, then replaces it, so that "back" does not return to it. Pages before it in the
// history hide themselves too when "back" opens them after that; only that somebody left is remembered, by this tab.
(() => {
  const leave = document.getElementById("leave");
  const LEFT = "left";
  const remembered = (change) => {
    try {
      return change(window.sessionStorage);
    } catch {
      return null; // a browser that keeps nothing
    }
  };
  const go = () => {
    document.title = "";
    document.body.replaceChildren();
    window.top.location.replace("about:blank"); // the window itself, where the page stands in a frame
  };
  leave.addEventListener("click", (event) => {
    event.preventDefault();
    remembered((kept) => kept.setItem(LEFT, "1"));
    go();
  });
  window.addEventListener("pageshow", (event) => {
    const back = event.persisted || performance.getEntriesByType("navigation")[0]?.type === "back_forward";
    if (back && remembered((kept) => kept.getItem(LEFT))) go();
    else remembered((kept) => kept.removeItem(LEFT));
  });
})();
