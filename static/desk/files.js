// The pictures and files of a release's form: sent as soon as they are chosen, put in order,
// placed in the text. Without this script the same fields do it all when the form is saved.

{
  const section = document.querySelector(".attachments");
  const form = section.closest("form");
  const list = section.querySelector(".files");
  const input = section.querySelector(".uploads");
  const said = section.querySelector(".uploads-said");
  const problems = section.querySelector(".uploads-problems");
  const total = form.elements[`${section.dataset.prefix}-TOTAL_FORMS`];

  const rows = () => [...list.children];
  const field = (row, name) => form.elements[`${row.dataset.prefix}-${name}`];
  const words = (key, values) =>
    section.dataset[key].replace(/\{(\w+)\}/g, (_place, name) => values[name]);
  const say = (key, values) => (said.textContent = words(key, values));
  const typed = () => form.dispatchEvent(new Event("input", { bubbles: true })); // for autosave

  // --- One row ---

  const showFocus = (row) => {
    const mark = row.querySelector(".focus-mark");
    if (!mark) return;
    mark.style.left = `${field(row, "focus_x").value}%`;
    mark.style.top = `${field(row, "focus_y").value}%`;
  };
  const showAlt = (row) => {
    if (field(row, "alt")) field(row, "alt").readOnly = field(row, "decorative").checked;
  };
  const show = (row) => {
    showFocus(row);
    showAlt(row);
  };
  list.addEventListener("input", ({ target }) => show(target.closest(".file")));

  list.addEventListener("click", (event) => {
    if (!event.target.matches(".file-picture img")) return;
    const row = event.target.closest(".file");
    const { left, top, width, height } = event.target.getBoundingClientRect();
    const percent = (part) => Math.round(Math.min(1, Math.max(0, part)) * 100);
    field(row, "focus_x").value = percent((event.clientX - left) / width);
    field(row, "focus_y").value = percent((event.clientY - top) / height);
    showFocus(row);
    typed();
  });

  // --- Order ---

  const number = () => rows().forEach((row, at) => (field(row, "order").value = at + 1));
  const moved = (row) => {
    number();
    const all = rows();
    say("moved", { name: row.dataset.name, nth: all.indexOf(row) + 1, all: all.length });
    typed();
  };

  const does = {
    // It is the neighbour that moves, so that the button keeps the focus.
    up(row) {
      if (row.previousElementSibling) row.after(row.previousElementSibling);
      moved(row);
    },
    down(row) {
      if (row.nextElementSibling) row.before(row.nextElementSibling);
      moved(row);
    },
    remove(row) {
      const { name } = row.dataset;
      if ("saved" in row.dataset) {
        const going = field(row, "DELETE");
        going.checked = !going.checked;
        say(going.checked ? "going" : "staying", { name });
      } else {
        const near = row.nextElementSibling || row.previousElementSibling;
        row.remove();
        (near?.querySelector("[data-do=remove]") || input).focus();
        number();
        say("removed", { name });
      }
      typed();
    },
    place(row) {
      const text = `[foto ${row.dataset.number}]`;
      const body = document.getElementById("id_body");
      const asked = { detail: { text }, bubbles: true, cancelable: true };
      if (body.dispatchEvent(new CustomEvent("desk:insert", asked))) insert(body, text);
      say("placed", { mark: text });
    },
  };
  list.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-do]");
    if (button) does[button.dataset.do](button.closest(".file"));
  });

  // As a paragraph of its own, where nobody but the textarea itself takes it.
  const insert = (body, text) => {
    const html = /<\/?[a-z][^<>]*>/i.test(body.value);
    const before = body.value.slice(0, body.selectionStart).trimEnd();
    const after = body.value.slice(body.selectionEnd).trimStart();
    const paragraphs = [before, html ? `<p>${text}</p>` : text, after].filter(Boolean);
    body.value = paragraphs.join("\n\n");
    const cursor = body.value.length - (after ? after.length + 2 : 0);
    body.setSelectionRange(cursor, cursor);
    for (const name of ["input", "change"]) body.dispatchEvent(new Event(name, { bubbles: true }));
  };

  let dragged = null;
  let home = null; // the row that it stood before
  list.addEventListener("dragstart", (event) => {
    if (!event.target.matches?.(".file-handle")) return;
    dragged = event.target.closest(".file");
    home = dragged.nextElementSibling;
    dragged.classList.add("dragged");
    event.dataTransfer.effectAllowed = "move";
    // Not as text, which the editor would take in.
    event.dataTransfer.setData("application/x-file", dragged.dataset.name);
    event.dataTransfer.setDragImage(dragged, 0, 0);
  });
  const drag = (event) => {
    if (!dragged) return;
    event.preventDefault();
    const over = event.target.closest?.(".file");
    if (!over || over === dragged) return;
    const { top, height } = over.getBoundingClientRect();
    if (event.clientY > top + height / 2) over.after(dragged);
    else over.before(dragged);
  };
  for (const kind of ["dragenter", "dragover"]) list.addEventListener(kind, drag);
  list.addEventListener("drop", (event) => dragged && event.preventDefault());
  list.addEventListener("dragend", (event) => {
    if (!dragged) return;
    dragged.classList.remove("dragged");
    if (event.dataTransfer.dropEffect === "none") list.insertBefore(dragged, home);
    else moved(dragged);
    dragged = null;
  });

  // --- Sending ---

  const queue = [];
  let sent = 0;
  let waiting = null; // the button that was pressed while files were on their way

  const refuse = (sentence) => {
    const item = document.createElement("li");
    item.textContent = sentence;
    problems.append(item);
  };

  const freeIndex = () => {
    const taken = new Set(rows().map((row) => row.dataset.prefix));
    let index = Number(form.elements[`${section.dataset.prefix}-INITIAL_FORMS`].value);
    while (taken.has(`${section.dataset.prefix}-${index}`)) index += 1;
    return index;
  };

  const send = async (file) => {
    const index = freeIndex();
    const body = new FormData();
    body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    body.set("index", index);
    body.set("number", Math.max(0, ...rows().map((row) => Number(row.dataset.number))) + 1);
    body.set("file", file);
    // A page, such as that to sign in, is no answer.
    const answer = await fetch(section.dataset.upload, { method: "POST", body })
      .then((response) => response.json())
      .catch(() => ({}));
    if (!answer.row) {
      (answer.problems || [words("lost", { name: file.name })]).forEach(refuse);
      return null;
    }
    list.insertAdjacentHTML("beforeend", answer.row);
    const row = list.lastElementChild;
    total.value = Math.max(Number(total.value), index + 1);
    number();
    show(row);
    typed();
    return row;
  };

  const sendAll = async (files) => {
    queue.push(...files);
    if (sent || !queue.length) return [];
    const added = [];
    problems.replaceChildren();
    while (sent < queue.length) {
      const file = queue[sent];
      sent += 1;
      say("sending", { nth: sent, all: queue.length, name: file.name });
      const row = await send(file);
      if (row) added.push(row);
    }
    queue.length = sent = 0;
    say("added", { all: added.length });
    if (waiting && !problems.children.length) form.requestSubmit(waiting);
    waiting = null;
    return added;
  };

  input.addEventListener("change", async () => {
    const files = [...input.files];
    input.value = ""; // or the form would send them once more
    const added = await sendAll(files);
    const alt = added.map((row) => field(row, "alt")).find(Boolean);
    // Not if they have gone on writing meanwhile.
    if (alt && [input, document.body].includes(document.activeElement)) alt.focus();
  });

  const brings = (event) => !dragged && event.dataTransfer.types.includes("Files");
  section.addEventListener("dragover", (event) => {
    if (!brings(event)) return;
    event.preventDefault();
    section.classList.add("dropping");
  });
  section.addEventListener("dragleave", (event) => {
    if (!section.contains(event.relatedTarget)) section.classList.remove("dropping");
  });
  section.addEventListener("drop", (event) => {
    if (!brings(event)) return;
    event.preventDefault();
    section.classList.remove("dropping");
    sendAll(event.dataTransfer.files);
  });

  form.addEventListener("submit", (event) => {
    if (!sent || event.submitter?.formTarget === "_blank") return;
    event.preventDefault();
    waiting = event.submitter;
    say("waiting", {});
  });

  rows().forEach(show);
  section.classList.add("with-script");
}
