// The one script of the public pages. Every page works without it: it copies what is marked with
// `data-copy`, and lets filters work without a reload. It has no words of its own.
"use strict";

const words = document.currentScript.dataset;

const said = document.createElement("p");
said.className = "unseen";
said.setAttribute("role", "status");

function tell(text) {
  said.textContent = "";
  // Said again even if it is the same as before.
  requestAnimationFrame(() => { said.textContent = text; });
}

// --- Copying: `data-copy` on an element is the name of the button that copies its text ---

function select(element) {
  const range = document.createRange();
  range.selectNodeContents(element);
  const selection = getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
}

async function copy(element) {
  try {
    await navigator.clipboard.writeText(element.textContent.trim());
    return true;
  } catch { // no permission, or a page without HTTPS
    select(element);
    return document.execCommand("copy");
  }
}

function offerCopying(element) {
  const button = document.createElement("button");
  const name = element.dataset.copy;
  button.type = "button";
  button.className = "copy";
  button.textContent = name;
  button.addEventListener("click", async () => {
    const done = (await copy(element)) ? words.copied : words.selected;
    tell(done);
    button.textContent = done;
    setTimeout(() => { button.textContent = name; }, 2500);
  });
  element.after(" ", button);
}

// --- Filters: `data-filters` on a form, `data-results` on all that follows from its answer ---

let asked = null;

function regions(page) {
  return [...page.querySelectorAll("[data-filters], [data-results]")];
}

// What has the focus, so that it can be given back to the same thing of the new page.
function whereabouts() {
  const active = document.activeElement;
  if (!active?.closest("[data-filters]")) return null;
  return active.id ? `#${CSS.escape(active.id)}` : "[data-filters] button";
}

function put(page) {
  const focus = whereabouts();
  const open = document.querySelector("[data-filters] details")?.open;
  const fresh = regions(page);
  regions(document).forEach((region, place) => region.replaceWith(document.adoptNode(fresh[place])));
  document.title = page.title;
  if (open) document.querySelector("[data-filters] details").open = true;
  if (focus) document.querySelector(focus)?.focus();
}

async function show(address) {
  asked?.abort();
  asked = new AbortController();
  const busy = regions(document).at(-1);
  busy.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(address, { signal: asked.signal });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!answer.ok || regions(page).length !== regions(document).length) throw new Error(address);
    put(page);
    return true;
  } catch (error) {
    if (error.name !== "AbortError") location.assign(address);
    return false;
  }
}

function results() {
  return regions(document).at(-1);
}

async function follow(address) {
  if (!(await show(address))) return false;
  history.pushState({ filtered: true }, "", address);
  tell(results().dataset.results);
  return true;
}

function withoutReload() {
  history.replaceState({ filtered: true }, "");
  document.addEventListener("submit", (event) => {
    const form = event.target.closest("[data-filters]");
    if (!form) return;
    event.preventDefault();
    const query = new URLSearchParams([...new FormData(form)].filter(([, value]) => value !== ""));
    follow(`${form.action.split("?")[0]}${query.size ? `?${query}` : ""}`);
  });
  document.addEventListener("click", async (event) => {
    const link = event.target.closest("[data-results] .pages a");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (!(await follow(link.href))) return;
    results().setAttribute("tabindex", "-1");
    results().focus();
    results().scrollIntoView();
  });
  addEventListener("popstate", async (event) => {
    if (event.state?.filtered && (await show(location.href))) tell(results().dataset.results);
  });
}

addEventListener("DOMContentLoaded", () => {
  document.body.append(said);
  document.querySelectorAll("[data-copy]").forEach(offerCopying);
  if (document.querySelector("[data-filters]")) withoutReload();
});
