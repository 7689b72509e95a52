// Reading in: files are sent one after the other, and each is told of as soon as it was read.
// Without this script they are sent all at once, and the answer is the page of what was read.

{
  const form = document.querySelector(".reading-in");
  const section = form.querySelector(".progress-of-files");
  const said = section.querySelector("[role=status]");
  const list = section.querySelector("ol");
  const words = (key, values = {}) =>
    form.dataset[key].replace(/\{(\w+)\}/g, (_place, name) => values[name]);

  const line = (name) => {
    const item = list.appendChild(document.createElement("li"));
    item.append(`${name} `);
    const state = item.appendChild(document.createElement("span"));
    state.className = "said";
    state.textContent = "…";
    return (kind, text) => {
      item.className = kind;
      state.textContent = `– ${text}`;
    };
  };

  const send = async (body) => {
    const answer = await fetch(form.action, {
      method: "POST",
      body,
      headers: { Accept: "application/json" },
    });
    if (!answer.ok) throw new Error(answer.status);
    return answer.json();
  };

  const readOne = async (file, tell) => {
    const body = new FormData();
    for (const name of ["csrfmiddlewaretoken", "agency", "language"])
      body.set(name, form.elements[name].value);
    body.set("file", file);
    try {
      const { papers, refused, problems } = await send(body);
      const why = [...refused.map((one) => one.why), ...problems].join(" ");
      if (why) tell("refused", words("refused", { why }));
      else if (papers[0].doubts.length)
        tell("doubtful", words("doubts", { count: papers[0].doubts.length }));
      else tell("read", words("read"));
      return !why;
    } catch {
      tell("refused", words("failed"));
      return false;
    }
  };

  form.addEventListener("submit", async (event) => {
    const files = [...form.elements.file.files];
    if (files.length < 2 || form.elements.source.value.trim() || !form.elements.agency.value) return;
    event.preventDefault();
    const button = form.querySelector("[type=submit]");
    button.disabled = true;
    section.hidden = false;
    list.replaceChildren();
    const tells = files.map((file) => line(file.name));
    let read = 0;
    for (const [at, file] of files.entries()) {
      said.textContent = words("at", { nth: at + 1, all: files.length, name: file.name });
      read += await readOne(file, tells[at]);
    }
    button.disabled = false;
    form.elements.file.value = "";
    said.textContent = words("done", { read, refused: files.length - read });
    if (read === files.length) location.assign(form.dataset.review);
    else section.querySelector(".onward").hidden = !read;
  });
}
