"use strict";
// While one types into a search field: the first things the same search gives, as pages to go to or as acts of the form
// the field belongs to. Without it the form is sent as it is.
(() => {
  const WAIT_MS = 120;
  const SHORTEST = 2;
  const fill = (template, values) => template.replace(/\{(\w+)(?::([^{}|]*)\|([^{}|]*))?\}/g, (whole, name, one, other) =>
    one === undefined ? values[name] : String(values[name]) === "1" ? one : other);

  const attach = (input) => {
    const { suggest, count, none } = input.dataset;
    const form = input.form;
    const list = document.createElement("ul");
    const status = document.createElement("span");
    list.id = `${input.id}-list`;
    list.className = "suggested";
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", input.dataset.label);
    status.className = "unseen";
    status.setAttribute("role", "status");
    input.after(list, status);
    input.autocomplete = "off";
    input.removeAttribute("list");
    for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-controls", list.id], ["aria-expanded", "false"]]) {
      input.setAttribute(name, value);
    }
    let at = -1;
    let timer = 0;
    let asking = new AbortController();

    const choose = (number) => {
      at = number;
      [...list.children].forEach((item, place) => item.setAttribute("aria-selected", String(place === at)));
      if (at < 0) return input.removeAttribute("aria-activedescendant");
      list.children[at].scrollIntoView({ block: "nearest" });
      return input.setAttribute("aria-activedescendant", list.children[at].id);
    };
    const show = (open) => {
      list.hidden = !open;
      input.setAttribute("aria-expanded", String(open));
      if (!open) choose(-1);
    };
    const go = (item) => {
      if (!item.dataset.act) { window.location.href = item.dataset.page; return; }
      const button = document.createElement("button");
      Object.assign(button, { name: "act", value: item.dataset.act, hidden: true });
      form.append(button);
      button.click();
    };
    const part = (name, words) => {
      const made = document.createElement(name);
      made.textContent = words;
      return made;
    };
    const option = (hit, place) => {
      const item = document.createElement("li");
      item.id = `${list.id}-${place}`;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      for (const name of ["page", "act"]) if (hit[name]) item.dataset[name] = hit[name];
      item.append(part("b", hit.label), part("span", [hit.kind, hit.place, hit.phone].filter(Boolean).join("・")));
      item.addEventListener("mousedown", (event) => { event.preventDefault(); go(item); });
      return item;
    };
    const ask = async () => {
      const words = input.value.trim();
      asking.abort();
      asking = new AbortController();
      if (words.length < SHORTEST) return show(false);
      try {
        const found = await fetch(suggest + encodeURIComponent(words), { signal: asking.signal });
        if (!found.ok) return show(false);
        const { hits, total } = await found.json();
        list.replaceChildren(...hits.map(option));
        status.textContent = total ? fill(count, { count: total }) : none;
        return show(hits.length > 0);
      } catch {
        return undefined; // another letter was typed, or the server is gone: the form still works
      }
    };
    input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, WAIT_MS); });
    input.addEventListener("blur", () => show(false));
    input.addEventListener("keydown", (event) => {
      if (event.isComposing || list.hidden || event.ctrlKey || event.metaKey) return;
      const last = list.children.length - 1;
      if (event.key === "ArrowDown") choose(at >= last ? 0 : at + 1);
      else if (event.key === "ArrowUp") choose(at <= 0 ? last : at - 1);
      else if (event.key === "Escape") show(false);
      else if (event.key === "Enter" && at >= 0) go(list.children[at]);
      else return;
      event.preventDefault();
    });
    form.addEventListener("submit", () => { clearTimeout(timer); asking.abort(); });
  };
  document.querySelectorAll("input[data-suggest]").forEach(attach);
})();
