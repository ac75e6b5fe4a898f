"use strict";
// A worker that runs this product's own search for routes in the Python a published page brings along. It can reach
// nothing: what would be fetched is what it was given.
(() => {
  const PLACE = "https://engine.invalid/";
  const HOME = "/engine";
  const START = `
import sys
sys.path.insert(0, "${HOME}")
from tsunagu.web.published.answering import Answering
with open("${HOME}/kept.json", encoding="utf-8") as kept:
    answering = Answering(kept.read())
`;
  const LOCK = { info: { abi_version: "2026_0", arch: "wasm32", platform: "emscripten", version: "314.0.7", python: "3.14.2" },
    packages: {} };
  let answering = null;

  const unpacked = async (packed) => {
    const letters = atob(packed);
    const bytes = new Uint8Array(letters.length);
    for (let at = 0; at < letters.length; at += 1) bytes[at] = letters.charCodeAt(at);
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
  };
  const run = (source) => {
    const address = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
    importHere(address);
    URL.revokeObjectURL(address);
  };
  const importHere = self.importScripts.bind(self);

  // Pyodide wants a worker made of modules, which a page opened from a file cannot have: its one module is read as a
  // script, and it is not told that this is a worker of scripts.
  const asScript = (module) => module.replaceAll("import.meta.url", "self.location.href")
    .replace("export default _createPyodideModule", "self.createPyodideModule = _createPyodideModule");
  const start = async (parts) => {
    postMessage({ stage: "unpacking" });
    const names = Object.keys(parts).filter((name) => name !== "worker");
    const held = new Map(await Promise.all(names.map(async (name) => [name, await unpacked(parts[name])])));
    const text = (name) => new TextDecoder().decode(held.get(name));
    self.fetch = async (asked) => {
      const name = String(asked).replace(PLACE, "");
      if (!held.has(name)) throw new TypeError(name);
      return new Response(held.get(name), { headers: { "Content-Type": name.endsWith(".wasm") ? "application/wasm" : "" } });
    };
    run(asScript(text("pyodide.asm.mjs")));
    self.importScripts = () => { throw new TypeError("no scripts"); };
    run(text("pyodide.js"));
    postMessage({ stage: "starting" });
    const python = await self.loadPyodide({ indexURL: PLACE, createPyodideModule: self.createPyodideModule,
      lockFileContents: LOCK });
    postMessage({ stage: "reading" });
    for (const [path, data] of Object.entries(JSON.parse(text("engine.json")))) {
      const file = `${HOME}/${path}`;
      python.FS.mkdirTree(file.slice(0, file.lastIndexOf("/")));
      python.FS.writeFile(file, data);
    }
    held.clear();
    python.runPython(START);
    answering = python.globals.get("answering");
  };
  self.onmessage = async ({ data }) => {
    try {
      if (data.parts) await start(data.parts);
      else postMessage({ stage: "answering" });
      postMessage(data.parts ? { ready: true } : JSON.parse(answering.answer(data.sent, data.language)));
    } catch (error) {
      postMessage({ failed: answering ? "answering" : "starting" }); // what went wrong may hold what was entered
    }
  };
})();
