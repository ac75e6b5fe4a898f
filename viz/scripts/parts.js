"use strict";
// What a published page brings along for its workers: parts packed by gzip, as base64, in classic scripts beside the page
// (a page opened from a file share may load nothing else), or in the one file that holds all pages.
const tsunaguEngine = (() => {
  const held = new Map();
  const FOLDER = "../engine/";

  const loaded = (name) => new Promise((resolve, reject) => {
    const script = document.createElement("script");
    window.tsunaguParts = (told, parts) => { held.set(told, parts); };
    script.onload = () => { script.remove(); held.has(name) ? resolve(held.get(name)) : reject(new Error(name)); };
    script.onerror = () => reject(new Error(name));
    script.src = `${FOLDER}${name}.js`;
    document.head.append(script);
  });
  const inFrame = () => window.parent !== window && window.parent.tsunaguHeld;
  const parts = async (name) => {
    if (!held.has(name)) held.set(name, inFrame() ? await window.parent.tsunaguHeld(name) : await loaded(name));
    return held.get(name);
  };
  const has = (name) => !inFrame() || window.parent.tsunaguHas(name);
  const unpacked = async (packed) => {
    const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
  };

  // A worker made of the part `worker` among the named ones, which is given all the others first. One question at a time:
  // `ask` gives the answer once the worker is there, `end` stops the work at once; what was asked then fails as "ended".
  const start = (names, told) => {
    let worker = null;
    let waiting = null;
    let ended = false;
    const settle = (how, value) => { const held = waiting; waiting = null; held?.[how](value); };
    const sent = (message) => new Promise((resolve, reject) => {
      if (ended) throw new Error("ended");
      waiting = { resolve, reject };
      worker.postMessage(message);
    });
    const made = async () => {
      const given = Object.assign({}, ...await Promise.all(names.map(parts)));
      const address = URL.createObjectURL(new Blob([await unpacked(given.worker)], { type: "text/javascript" }));
      if (ended) throw new Error("ended");
      worker = new Worker(address);
      URL.revokeObjectURL(address);
      worker.onmessage = ({ data }) => {
        if ("stage" in data) told(data.stage);
        else if (data.failed) settle("reject", new Error(data.failed));
        else settle("resolve", data);
      };
      worker.onerror = (event) => { event.preventDefault(); settle("reject", new Error("worker")); };
      await sent({ parts: given });
    };
    const ready = made();
    ready.catch(() => {}); // whoever asks is told
    const ask = async (question) => { await ready; return sent(question); };
    const end = () => { ended = true; worker?.terminate(); settle("reject", new Error("ended")); };
    return { ask, end, ready };
  };
  return { start, has };
})();
