// The search box as a combobox (ARIA 1.2): what is being typed may become a person, a place, a word, a title.
// Without it the box is a plain field, and Enter searches what was typed all the same.
document.addEventListener("DOMContentLoaded", () => {
  "use strict";

  const box = document.getElementById("q");
  if (!box || !box.dataset.suggest || !window.fetch || !window.AbortController) return;
  const form = box.form;
  const list = document.getElementById("saran");
  const told = document.getElementById("saran-jumlah");
  let running = null;
  let offers = [];
  let active = -1;

  box.setAttribute("role", "combobox");
  box.setAttribute("aria-autocomplete", "list");
  box.setAttribute("aria-controls", "saran");
  close();

  function close() {
    if (running) running.abort();
    offers = [];
    active = -1;
    list.hidden = true;
    list.replaceChildren();
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  }

  async function ask() {
    if (running) running.abort();
    const mine = (running = new AbortController());
    const typed = box.value;
    if (typed.trim().length < 2) return close(), (told.textContent = "");
    await new Promise((done) => setTimeout(done, 120));
    if (mine.signal.aborted) return;
    try {
      const answer = await fetch(box.dataset.suggest + "?q=" + encodeURIComponent(typed), { signal: mine.signal });
      if (!answer.ok) return close();
      const found = (await answer.json()).suggestions;
      if (box.value === typed && document.activeElement === box) show(found);
    } catch (error) {
      if (error.name !== "AbortError") close();
    }
  }

  function show(found) {
    offers = found;
    active = -1;
    list.replaceChildren(...found.map(option));
    list.hidden = !found.length;
    box.setAttribute("aria-expanded", String(found.length > 0));
    box.removeAttribute("aria-activedescendant");
    told.textContent = found.length ? found.length + " " + box.dataset.told : "";
  }

  function option(offer, n) {
    const line = document.createElement("li");
    line.id = "saran-" + n;
    line.setAttribute("role", "option");
    line.setAttribute("aria-selected", "false");
    for (const [name, text] of [["text", offer.text], ["kind", box.dataset[offer.kind]], ["count", offer.kind === "title" ? "" : offer.total]]) {
      const part = document.createElement("span");
      part.className = "offer-" + name;
      part.textContent = text;
      line.append(part, " ");
    }
    line.addEventListener("mousedown", (event) => event.preventDefault()); // the box keeps the focus
    line.addEventListener("click", () => take(offer));
    return line;
  }

  function move(step) {
    if (!offers.length) return;
    if (active >= 0) list.children[active].setAttribute("aria-selected", "false");
    active = active + step < -1 ? offers.length - 1 : active + step >= offers.length ? -1 : active + step;
    if (active < 0) return box.removeAttribute("aria-activedescendant");
    const line = list.children[active];
    line.setAttribute("aria-selected", "true");
    line.scrollIntoView({ block: "nearest" });
    box.setAttribute("aria-activedescendant", line.id);
  }

  // A name becomes a filter beside the words before it; a word takes its place among them; a title is opened.
  function take(offer) {
    const before = box.value.slice(0, offer.start);
    close();
    if (offer.kind === "title" && offer.id) return location.assign(form.dataset.article + path(offer.id));
    if (offer.id) {
      const filter = document.createElement("input");
      filter.type = "hidden";
      filter.name = offer.kind;
      filter.value = offer.id;
      form.append(filter);
      box.value = before.trim();
    } else box.value = before + offer.text;
    form.requestSubmit();
  }

  // As search/web/paths.py writes identifiers: a browser resolves segments of dots before it asks.
  function path(id) {
    const guarded = (part) => (/^(?:\.|%(?:25)*2e){1,2}$/i.test(part) ? part.replaceAll("%", "%25").replaceAll(".", "%2e") : part);
    return id.split("/").map((part) => encodeURIComponent(guarded(part))).join("/");
  }

  box.addEventListener("input", ask);
  box.addEventListener("blur", close);
  box.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (offers.length) move(event.key === "ArrowDown" ? 1 : -1);
      else ask();
    } else if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      take(offers[active]);
    } else if (event.key === "Escape" && offers.length) {
      event.preventDefault(); // else the browser empties the field
      close();
    }
  });
});
