// Turns the body's textarea into an editor: Tiptap, as django-prose-editor packs it.
// Without this script, or before it has come, people type into the textarea itself.
// Whatever the editor gives is cleaned by the server; nothing here is a safeguard.

const TAG = /<\/?[a-z][^<>]*>/i; // what tells HTML from plain text in releases/body.py too

const PATIENCE = 10000; // milliseconds

const CLEAR = { top: 96, right: 0, bottom: 16, left: 0 }; // pixels

// Plain text, a blank line between paragraphs, as a document; HTML as it is.
const read = (typed) => {
  if (TAG.test(typed)) return typed;
  const paragraphs = typed.split(/\n[ \t]*\n/).map((text) => text.trim().replace(/\s+/g, " "));
  return {
    type: "doc",
    content: paragraphs.map((text) => ({
      type: "paragraph",
      content: text ? [{ type: "text", text }] : [],
    })),
  };
};

// What is pasted while the newsroom can't be reached, without its styles: the content policy
// refuses them even in a page that is never shown, and complains of each. What they said of
// bold and italic becomes tags.
const MARKS = {
  strong: /(^|;)\s*font-weight:\s*(bold|[6-9]00)/,
  em: /(^|;)\s*font-style:\s*italic/,
  sup: /(^|;)\s*vertical-align:\s*super/,
  sub: /(^|;)\s*vertical-align:\s*sub\b/,
};
const unstyled = (html) => {
  const source = html
    .replace(/<!--[\s\S]*?-->/g, "")
    .replace(/<(head|style)\b[\s\S]*?<\/\1>/gi, "")
    .replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\sstyle\s*=/i, " data-style="));
  const page = new DOMParser().parseFromString(source, "text/html");
  for (const part of page.querySelectorAll("span[data-style]"))
    for (const [tag, said] of Object.entries(MARKS))
      if (said.test(part.dataset.style)) {
        const mark = page.createElement(tag);
        mark.append(...part.childNodes);
        part.append(mark);
      }
  // Google Docs wraps all that is copied in a "b" that is not bold.
  for (const part of page.querySelectorAll("b[id^=docs-internal-guid]"))
    part.replaceWith(...part.childNodes);
  return page.body;
};

// What a body may hold (releases/sanitiser.py), known to the editor so that it stays.
const extensions = (engine, root) => [
  engine.Document, engine.Paragraph, engine.Text, engine.HardBreak, engine.HorizontalRule,
  engine.Bold, engine.Italic, engine.Strike, engine.Subscript, engine.Superscript,
  engine.Link.extend({
    addKeyboardShortcuts: () => ({
      "Mod-k": () => {
        root.querySelector("[data-tool=link]").click();
        return true;
      },
    }),
  }),
  engine.Blockquote, engine.BulletList, engine.OrderedList,
  engine.Heading.extend({
    parseHTML() {
      const others = { h1: 2, h5: 4, h6: 4 };
      return this.parent().concat(
        Object.entries(others).map(([tag, level]) => ({ tag, attrs: { level } })),
      );
    },
  }).configure({ levels: [2, 3, 4] }),
  // Tab leaves the editor, but for the cells of a table; a list is nested as in Google Docs.
  engine.ListItem.extend({
    addKeyboardShortcuts() {
      const { Enter, Tab, "Shift-Tab": back } = this.parent();
      return { Enter, "Mod-]": Tab, "Mod-[": back };
    },
  }),
  engine.Table.extend({
    addKeyboardShortcuts() {
      return { ...this.parent(), Tab: () => this.editor.commands.goToNextCell() };
    },
  }),
  engine.TableRow, engine.TableCell, engine.Gapcursor, engine.History,
  engine.TableHeader.extend({
    addAttributes() {
      return { ...this.parent(), scope: { default: null } };
    },
  }),
  engine.Extension.create({
    name: "lang",
    addGlobalAttributes: () => [
      { types: ["paragraph", "blockquote"], attributes: { lang: { default: null } } },
    ],
  }),
];

const TOOLS = {
  bold: (chain) => chain.toggleBold(),
  italic: (chain) => chain.toggleItalic(),
  bulletList: (chain) => chain.toggleBulletList(),
  orderedList: (chain) => chain.toggleOrderedList(),
  blockquote: (chain) => chain.toggleBlockquote(),
  table: (chain) => chain.insertTable({ rows: 3, cols: 3, withHeaderRow: true }),
  undo: (chain) => chain.undo(),
  redo: (chain) => chain.redo(),
  addRowAfter: (chain) => chain.addRowAfter(),
  deleteRow: (chain) => chain.deleteRow(),
  addColumnAfter: (chain) => chain.addColumnAfter(),
  deleteColumn: (chain) => chain.deleteColumn(),
  toggleHeaderRow: (chain) => chain.toggleHeaderRow(),
  deleteTable: (chain) => chain.deleteTable(),
};
const TOGGLES = ["bold", "italic", "link", "bulletList", "orderedList", "blockquote"];

const linking = (root, editor) => {
  const dialog = root.querySelector(".editor-link");
  const input = dialog.querySelector("input");
  const set = () => {
    const typed = input.value.trim();
    const href = !typed || /^([a-z]+:|[/#])/i.test(typed) ? typed : `https://${typed}`;
    dialog.close();
    const chain = editor.chain().focus().extendMarkRange("link");
    if (!href) chain.unsetLink().run();
    else if (editor.state.selection.empty && !editor.isActive("link"))
      chain
        .insertContent({ type: "text", text: typed, marks: [{ type: "link", attrs: { href } }] })
        .run();
    else chain.setLink({ href }).run();
  };
  const does = {
    set,
    remove: () => {
      input.value = "";
      set();
    },
    cancel: () => dialog.close(),
  };
  dialog.addEventListener("click", (event) => does[event.target.dataset.link]?.());
  dialog.addEventListener("close", () => editor.commands.focus());
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault(); // it would send the form
    set();
  });
  return () => {
    input.value = editor.getAttributes("link").href || "";
    dialog.querySelector("[data-link=remove]").hidden = !editor.isActive("link");
    dialog.showModal();
    input.select();
  };
};

// What is pasted is cleaned by the server before it comes in, as it would be on saving.
const cleaned = async (root, html) => {
  const form = new FormData();
  form.set("csrfmiddlewaretoken", root.closest("form").elements.csrfmiddlewaretoken.value);
  form.set("html", html);
  const response = await fetch(root.dataset.pasted, {
    method: "POST",
    body: form,
    redirect: "manual",
    signal: AbortSignal.timeout(PATIENCE),
  });
  return response.json();
};
const pasting = (root, said) => (view, event) => {
  const html = event.clipboardData?.getData("text/html");
  // The editor's own text comes back as it went; with Shift only the words are wanted.
  if (!html || html.includes("data-pm-slice") || view.input?.shiftKey) return false;
  event.preventDefault();
  root.setAttribute("aria-busy", "true");
  cleaned(root, html)
    .then((answer) => {
      if (answer.html) view.pasteHTML(answer.html);
      said.textContent = answer.said;
    })
    .catch(() => view.pasteHTML(html))
    .finally(() => root.removeAttribute("aria-busy"));
  return true;
};

const equip = (root, editor) => {
  const tools = root.querySelector(".editor-tools");
  const kind = tools.querySelector("[data-tool=kind]");
  const buttons = [...tools.querySelectorAll("button")];
  const openLink = linking(root, editor);
  const using = (button) => button.dataset.tool;
  for (const button of buttons)
    button.setAttribute("aria-label", button.title || button.textContent);

  const use = (tool) =>
    tool === "link" ? openLink() : TOOLS[tool](editor.chain().focus()).run();
  for (const button of buttons) {
    button.addEventListener("mousedown", (event) => event.preventDefault()); // keeps the selection
    button.addEventListener("click", () => use(using(button)));
  }
  // Each arrow key chooses already: only a mouse goes on in the text at once.
  let pointed = false;
  kind.addEventListener("pointerdown", () => (pointed = true));
  kind.addEventListener("keydown", () => (pointed = false));
  kind.addEventListener("change", () => {
    const level = Number(kind.value);
    const chain = pointed ? editor.chain().focus() : editor.chain();
    (level ? chain.setHeading({ level }) : chain.setParagraph()).run();
  });

  // One stop for Tab, arrows within (WAI-ARIA's toolbar).
  const stop = (at) => buttons.forEach((button) => (button.tabIndex = button === at ? 0 : -1));
  tools.addEventListener("focusin", ({ target }) => buttons.includes(target) && stop(target));
  tools.addEventListener("keydown", (event) => {
    const shown = buttons.filter((button) => button.checkVisibility());
    const at = shown.indexOf(event.target);
    const step = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: -1 }[event.key];
    if (at < 0 || step === undefined) return;
    event.preventDefault();
    shown.at(step % shown.length).focus();
  });

  const show = () => {
    kind.value = editor.getAttributes("heading").level || 0;
    for (const button of buttons)
      if (TOGGLES.includes(using(button)))
        button.setAttribute("aria-pressed", editor.isActive(using(button)));
    for (const button of buttons)
      if (["undo", "redo"].includes(using(button)))
        button.setAttribute("aria-disabled", !editor.can()[using(button)]());
    const within = tools.querySelector("[data-within=table]");
    within.hidden = !editor.isActive("table");
    if (within.hidden && within.querySelector("[tabindex='0']")) stop(buttons[0]);
  };
  editor.on("transaction", show);
  stop(buttons[0]);
  show();
  tools.hidden = false;
};

const start = async (root) => {
  const engine = await import(root.dataset.engine);
  const textarea = root.querySelector("textarea");
  const said = root.querySelector(".editor-said");
  const [label] = textarea.labels;
  label.id ||= `${textarea.id}_label`;
  const attributes = {
    class: "editor-text",
    role: "textbox",
    "aria-multiline": "true",
    "aria-labelledby": label.id,
  };
  for (const name of ["aria-describedby", "aria-invalid"])
    if (textarea.hasAttribute(name)) attributes[name] = textarea.getAttribute(name);

  const element = document.createElement("div");
  textarea.before(element);
  const editor = new engine.Editor({
    element,
    extensions: extensions(engine, root),
    content: read(textarea.value),
    injectCSS: false, // a style element, which the content policy refuses
    editorProps: {
      attributes,
      // The cursor keeps clear of the tools, which stay at the window's top.
      scrollThreshold: CLEAR,
      scrollMargin: CLEAR,
      handleDOMEvents: { paste: pasting(root, said) },
      transformPastedHTML: (html) => {
        const pasted = unstyled(html);
        const pictures = pasted.querySelectorAll("img").length;
        said.textContent = pictures ? `${said.dataset.leftOut} ${pictures}` : "";
        return pasted.innerHTML;
      },
    },
    onUpdate: () => {
      textarea.value = editor.isEmpty ? "" : editor.getHTML();
      textarea.dispatchEvent(new Event("input", { bubbles: true }));
    },
  });
  // Another script that puts a text into the textarea says so by "change".
  textarea.addEventListener("change", () =>
    editor.commands.setContent(read(textarea.value), { emitUpdate: false }),
  );
  textarea.addEventListener("desk:insert", (event) => {
    event.preventDefault();
    const { $to } = editor.state.selection;
    const paragraph = { type: "paragraph", content: [{ type: "text", text: event.detail.text }] };
    editor.commands.insertContentAt($to.depth ? $to.after(1) : $to.pos, paragraph);
  });
  label.addEventListener("click", () => editor.commands.focus());
  // A link to the field leads to the editor: the textarea is hidden.
  document.addEventListener("click", (event) => {
    if (!event.target.closest(`a[href="#${textarea.id}"]`)) return;
    event.preventDefault();
    editor.commands.focus();
  });
  equip(root, editor);
  textarea.hidden = true;
};

for (const root of document.querySelectorAll(".editor")) start(root);
