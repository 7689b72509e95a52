// Keeps what is typed before it is saved, and shows what it will be and who else is at it.
// The server keeps it, for one person and release (releases/admin/unsaved.py).

(() => {
  const PAUSE = 1500; // milliseconds after the last keystroke,
  const LONGEST = 5000; // but no later than so long after the first
  const HEARTBEAT = 20000;
  const PATIENCE = 15000;

  const asked = document.currentScript.dataset;
  const form = document.getElementById("release_form");
  const said = document.querySelector("[data-said]");

  let dirty = "dirty" in asked; // something here is not saved
  let unsent = false; // something here is not even kept
  let away = false;
  let leaving = false;
  let heard = Date.now();
  let underWay = null;
  let pause, begun;

  // Who signs in again in another window gets another token there.
  const renewToken = () => {
    const cookie = document.cookie.split("; ").find((one) => one.startsWith(`${asked.csrf}=`));
    if (cookie) form.elements.csrfmiddlewaretoken.value = cookie.slice(asked.csrf.length + 1);
  };

  const words = (isNew) => {
    renewToken();
    const data = new FormData(form);
    for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
    data.set("_dirty", Number(isNew));
    return data;
  };

  const say = (text, role) => {
    if (said.textContent === text) return;
    said.setAttribute("role", role);
    said.textContent = text;
  };

  // Only what differs, or a screen reader would read it all again.
  const put = (region, html) => {
    const fresh = document.createElement("template");
    fresh.innerHTML = html;
    if (region.innerHTML !== fresh.innerHTML) region.replaceChildren(fresh.content);
  };

  const send = async () => {
    const isNew = unsent;
    unsent = false;
    begun = undefined;
    clearTimeout(pause);
    let answer, response;
    try {
      response = await fetch(asked.autosave, {
        method: "POST",
        body: words(isNew),
        redirect: "manual", // to the page for signing in
        signal: AbortSignal.timeout(PATIENCE),
      });
      if (response.ok) answer = await response.json();
    } catch {
      response = undefined;
    }
    if (answer) {
      away = false;
      heard = Date.now();
      say(answer.said, "status");
      put(document.querySelector("[data-outlook]"), answer.outlook);
      put(document.querySelector("[data-others]"), answer.others);
      return;
    }
    unsent ||= isNew;
    away = !response || response.type === "opaqueredirect" || response.status === 403;
    if (away || dirty) say(away ? asked.away : asked.failed, "alert");
  };

  // Not while the form itself is on its way: what came behind it would come back as unsaved.
  const keep = async () => {
    if (leaving) return;
    await (underWay ??= send().finally(() => {
      underWay = null;
      if (unsent && !away) pause = setTimeout(keep, PAUSE);
    }));
  };

  const typed = ({ target }) => {
    if (!target.name && target !== form) return;
    dirty = unsent = true;
    leaving = false;
    begun ??= Date.now();
    clearTimeout(pause);
    pause = setTimeout(keep, Math.min(PAUSE, Math.max(0, begun + LONGEST - Date.now())));
  };
  form.addEventListener("input", typed);
  form.addEventListener("change", typed);

  setInterval(() => (away || Date.now() - heard >= HEARTBEAT) && keep(), HEARTBEAT / 4);
  for (const back of ["focus", "online"]) addEventListener(back, () => away && keep());

  // A form sent while signed out would end at the page for signing in, and its text with it.
  document.addEventListener("submit", (event) => {
    const { submitter } = event;
    if (event.target !== form || event.defaultPrevented) return;
    renewToken();
    if (submitter?.formTarget === "_blank") return; // the preview
    if (!underWay && !away && Date.now() - heard < 2 * HEARTBEAT) {
      leaving = true;
      return;
    }
    event.preventDefault();
    keep().then(() => away || form.requestSubmit(submitter));
  });

  addEventListener("beforeunload", (event) => dirty && !leaving && event.preventDefault());
  addEventListener("pagehide", () => {
    if (!leaving && (unsent || !dirty)) navigator.sendBeacon(asked.leave, words(unsent));
  });
  addEventListener("pageshow", ({ persisted }) => {
    if (!persisted) return;
    leaving = false;
    if (!dirty) location.reload();
  });
})();
