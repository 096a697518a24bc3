// Makes the filters answer at once: fetches the URL the form would have opened and swaps in the parts marked data-swap.
// Everything works without it, by the same addresses.
document.documentElement.classList.add("js"); // before the first paint, so that nothing on the page moves

document.addEventListener("DOMContentLoaded", () => {
  "use strict";

  const root = document.documentElement;
  const form = document.getElementById("saringan");

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const box = document.getElementById("q");
    if (box) box.select(), box.focus();
  });

  if (!form || !window.fetch || !window.AbortController) return;

  const drawer = document.getElementById("laci");
  const status = document.getElementById("status");
  const show = document.getElementById("tampilkan");
  const wide = window.matchMedia("(min-width: 60rem)");
  let running = null;
  let shown = location.pathname + location.search;

  form.querySelector(".by-hand").hidden = true;
  show.hidden = false;
  // A drawer on narrow screens, a column that is always open on wide ones.
  drawer.open = wide.matches;
  wide.addEventListener("change", () => (drawer.open = wide.matches));
  root.classList.add("ready");

  show.addEventListener("click", () => {
    drawer.open = false;
    const found = document.getElementById("hasil");
    found.focus({ preventScroll: true });
    status.scrollIntoView();
  });

  // The form as an address, without its empty fields: the one a link to the same search has.
  function formUrl() {
    const args = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (value) args.append(name, value);
    return form.getAttribute("action") + (args.size === 0 ? "" : "?" + args);
  }

  async function open(url, { push }) {
    if (running) running.abort();
    const mine = (running = new AbortController());
    root.classList.add("busy");
    try {
      const answer = await fetch(url, { signal: mine.signal, credentials: "same-origin" });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (!answer.ok || !page.getElementById("hasil")) throw new Error("not a page of results");
      if (push) history.pushState(null, "", url);
      shown = location.pathname + location.search;
      swap(page);
    } catch (error) {
      if (error.name !== "AbortError") location.assign(url);
    } finally {
      if (running === mine) root.classList.remove("busy");
    }
  }

  function swap(page) {
    const focused = document.activeElement;
    const lost = focused && focused.closest("[data-swap]");
    const opened = [...document.querySelectorAll("[data-swap] details[id][open]")].map((details) => details.id);
    for (const part of page.querySelectorAll("[data-swap]")) {
      const old = document.getElementById(part.id);
      if (old) old.replaceWith(document.adoptNode(part));
    }
    for (const id of opened) document.getElementById(id)?.setAttribute("open", "");
    document.title = page.title;
    document.getElementById("q").value = page.getElementById("q").value;
    const said = page.getElementById("status");
    if (status.textContent !== said.textContent) status.replaceChildren(...said.childNodes);
    if (!lost) return;
    const again = focused.id && document.getElementById(focused.id);
    (again || document.getElementById("hasil")).focus({ preventScroll: true });
  }

  form.addEventListener("change", (event) => {
    if (event.target.type === "checkbox") open(formUrl(), { push: true });
  });

  // The field that searches within a facet shows the lines that the page of all its values has.
  form.addEventListener("input", async (event) => {
    const field = event.target;
    if (!field.matches(".within")) return;
    const sought = field.value.trim();
    const url = field.dataset.list + (field.dataset.list.includes("?") ? "&" : "?") + "holds=" + encodeURIComponent(sought);
    await new Promise((done) => setTimeout(done, 150));
    if (field.value.trim() !== sought) return;
    const answer = await fetch(sought ? url : location.href, { credentials: "same-origin" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const lines = page.querySelector("#" + field.parentElement.id + " .lines");
    if (field.value.trim() !== sought || !field.isConnected) return;
    field.parentElement.querySelector(".lines").replaceChildren(...(lines ? lines.children : []));
  });

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    open(formUrl(), { push: true });
  });

  document.addEventListener("click", (event) => {
    const link = event.target.closest("#saring a, #pilihan a, #catatan a, #waktu a, .toolbar a, .pager a");
    if (!link || link.matches(".leave") || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    const turned = link.closest(".pager");
    open(link.getAttribute("href"), { push: true }).then(() => turned && status.scrollIntoView());
  });

  // A jump within the page is a step of the history too, but asks for nothing new.
  window.addEventListener("popstate", () => {
    if (location.pathname + location.search !== shown) open(location.href, { push: false });
  });
});
