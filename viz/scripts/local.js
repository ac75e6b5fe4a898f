"use strict";
// The route tracer of a published page: what is entered goes to a worker of this page and to nothing else.
(() => {
  const main = document.getElementById("main");
  const words = document.getElementById("engine").dataset;
  const bar = document.createElement("div");
  const told = document.createElement("p");
  const stop = document.createElement("button");
  let engine = null;
  let asking = false;

  bar.className = "working";
  told.setAttribute("role", "status");
  stop.type = "button";
  stop.textContent = words.cancel;
  stop.hidden = true;
  bar.append(told, stop);
  for (const form of document.querySelectorAll("[data-local]")) form.hidden = false;

  const say = (stage) => { told.textContent = words[stage] ?? ""; };
  const fail = (form, message) => {
    const notice = document.createElement("p");
    notice.className = "notice fault";
    notice.setAttribute("role", "alert");
    notice.textContent = message;
    bar.after(notice);
    form.scrollIntoView({ block: "nearest" });
  };
  const open = (page) => {
    const address = URL.createObjectURL(new Blob([page], { type: "text/html" }));
    if (window.open(address, "_blank")) return;
    const link = document.createElement("a");
    Object.assign(link, { href: address, target: "_blank", textContent: words.open });
    told.replaceChildren(link);
  };
  const show = (page) => {
    const made = new DOMParser().parseFromString(page, "text/html");
    document.title = made.title;
    main.replaceChildren(...made.getElementById("main").childNodes);
    for (const form of main.querySelectorAll("[data-local]")) form.hidden = false;
    main.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  };
  const fields = (form, button) => {
    const held = new FormData(form);
    if (button?.name) held.append(button.name, button.value);
    return new URLSearchParams(held).toString();
  };
  const ask = async (form, button) => {
    asking = true;
    form.append(bar);
    form.querySelectorAll(".fault").forEach((notice) => notice.remove());
    stop.hidden = false;
    try {
      say(engine ? "answering" : "loading");
      engine ??= tsunaguEngine.start(["python", "routes"], say);
      const answer = await engine.ask({ sent: fields(form, button), language: document.documentElement.lang });
      say("");
      if (answer.alone) open(answer.page);
      else show(answer.page);
    } catch (error) {
      const ended = error.message === "ended";
      say(ended ? "ended" : "");
      if (ended) form.querySelector("[type=submit]").focus();
      if (!ended) {
        engine?.end();
        engine = null;
        fail(form, words.failed);
      }
    } finally {
      stop.hidden = true;
      asking = false;
    }
  };
  stop.addEventListener("click", () => {
    engine?.end();
    engine = null;
    say("ended");
  });
  document.addEventListener("submit", (event) => {
    if (!event.target.hasAttribute("data-local")) return;
    event.preventDefault();
    if (!asking) ask(event.target, event.submitter);
  });
})();
