"use strict";
// All pages in one file: unpacked once, shown one at a time; the part of the address after # says which.
(async () => {
  const waiting = document.getElementById("waiting");
  const frame = document.getElementById("page");
  const packed = document.getElementById("packed");
  if (typeof DecompressionStream === "undefined") {
    waiting.textContent = packed.dataset.old;
    return;
  }
  const bytes = Uint8Array.from(atob(packed.textContent), (letter) => letter.charCodeAt(0));
  packed.textContent = "";
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  const { parts, lines, pages } = JSON.parse(await new Response(stream).text());
  // what pages bring along for their workers: read where a page asks for it
  const part = (name) => document.getElementById(`part-${name}`);
  window.tsunaguHas = (name) => part(name) !== null;
  window.tsunaguHeld = async (name) => JSON.parse(part(name).textContent);
  const BASE = "https://file.invalid/";

  const asked = () => new URL(decodeURIComponent(window.location.hash.slice(1)) || packed.dataset.first, BASE);
  const fileOf = (address) => address.pathname.slice(1);
  const go = (address) => { window.location.hash = encodeURIComponent(fileOf(address) + address.search + address.hash); };

  const follow = (event, here) => {
    const link = event.target.closest?.("a[href]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const target = link.getAttribute("href");
    if (target.startsWith("#") || link.id === "leave") return;
    if (/^[a-z][a-z0-9+.-]*:/i.test(target)) {
      link.target = "_blank";
      return;
    }
    event.preventDefault();
    const address = new URL(target, BASE + here);
    if (fileOf(address) in pages) go(address);
  };
  const submit = (event, here) => {
    const form = event.target;
    if (event.defaultPrevented || form.getAttribute("role") !== "search") return;
    event.preventDefault();
    const address = new URL(form.getAttribute("action"), BASE + here);
    address.search = new URLSearchParams(new FormData(form)).toString();
    go(address);
  };
  const shown = (address, here) => {
    const page = frame.contentDocument;
    document.title = page.title;
    document.documentElement.lang = page.documentElement.lang;
    page.addEventListener("click", (event) => follow(event, here));
    page.addEventListener("submit", (event) => submit(event, here));
    const words = address.searchParams.get("q");
    const field = page.getElementById("q");
    if (words && field) {
      field.value = words;
      field.dispatchEvent(new Event("input"));
    }
    if (address.hash) page.getElementById(decodeURIComponent(address.hash.slice(1)))?.scrollIntoView();
    else page.getElementById("main")?.focus({ preventScroll: true });
  };
  const show = () => {
    const address = asked();
    const here = fileOf(address) in pages ? fileOf(address) : packed.dataset.first;
    frame.onload = () => shown(address, here);
    frame.srcdoc = pages[here].map((number) => lines[number]).join("\n").replace(/\x01(\d+)\x01/g, (mark, number) => parts[number]);
    waiting.hidden = true;
    frame.hidden = false;
  };
  window.addEventListener("hashchange", show);
  show();
})();
