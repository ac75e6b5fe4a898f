"use strict";
// Quick exit: empties the page at once, then replaces it, so that "back" does not return to it.
(() => {
  const leave = document.getElementById("leave");
  leave.addEventListener("click", (event) => {
    event.preventDefault();
    document.title = "";
    document.body.replaceChildren();
    window.top.location.replace("about:blank"); // the window itself, where the page stands in a frame
  });
})();
