"use strict";
// Review by keyboard: single letters where nothing is being typed, switched off by a box; Ctrl+Enter saves from a field.
// Without it every act is a button of the form.
(() => {
  document.documentElement.classList.add("js");
  const KEPT = "tsunagu-review-keys";
  const mark = document.querySelector("#printed mark, #printed rect");
  if (mark) {
    const pane = document.getElementById("printed");
    const [at, view] = [mark.getBoundingClientRect(), pane.getBoundingClientRect()];
    pane.scrollTop += at.top - view.top - pane.clientHeight / 3;
    if (at.right > view.right) pane.scrollLeft += at.left - view.left - pane.clientWidth / 3;
  }
  const wrong = document.querySelector("[aria-invalid='true']");
  if (wrong) wrong.focus();
  const form = document.getElementById("row-form");
  const box = document.getElementById("keys-on");
  if (!form || !box) return;

  const kept = () => { try { return localStorage.getItem(KEPT); } catch { return null; } };
  const keep = (value) => { try { localStorage.setItem(KEPT, value); } catch { /* the box still works on this page */ } };
  const list = document.getElementById("keys-list");
  const show = () => { list.hidden = !box.checked; };
  box.checked = kept() !== "off";
  show();
  box.addEventListener("change", () => { keep(box.checked ? "on" : "off"); show(); });

  const press = (name) => {
    const found = document.querySelector(`[data-key="${name}"]`);
    if (found) found.click();
  };
  const edit = () => {
    const field = form.querySelector(".untold input, .untold textarea") ||
      form.querySelector(".cells input:not([readonly]), .cells textarea, .cells select");
    if (!field) return;
    field.focus();
    if (field.select) field.select();
  };
  const link = () => {
    const field = document.getElementById("body-name") || form.querySelector(".cell-row button");
    if (field) field.focus();
  };
  const acts = { a: "save", x: "drop", s: "split", m: "merge", u: "undo", n: "next", p: "previous", v: "view" };
  let sent = false;
  form.addEventListener("submit", (event) => { if (sent) event.preventDefault(); sent = true; });
  window.addEventListener("pageshow", () => { sent = false; });
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.repeat || event.defaultPrevented) return;
    const typing = event.target.closest("input:not([type='checkbox']), textarea, select");
    if (typing && event.key === "Escape") { typing.blur(); return; }
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      press("save");
      return;
    }
    if (!box.checked || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    const key = event.key.toLowerCase();
    if (key === "e") { event.preventDefault(); edit(); } else if (key === "l") { event.preventDefault(); link(); } else if (acts[key]) {
      event.preventDefault();
      press(acts[key]);
    }
  });
})();
