// Shows what the pattern being typed would print, and what its parts mean.
// Without this script the number stands there after "Save and continue editing".
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const output = document.getElementById("sequence-example");
  const pattern = document.getElementById("id_pattern");
  if (!output || !pattern) return;
  const valueOf = (...names) =>
    names.map((name) => document.getElementById(`id_${name}`)?.value).find(Boolean) || "";
  const address = new URL("../".repeat(location.pathname.endsWith("/add/") ? 1 : 2) + "example/", location.href);
  let waiting;
  const show = async () => {
    address.search = new URLSearchParams({
      pattern: pattern.value,
      serial: output.dataset.serial || valueOf("opening_serial", "first_serial"),
      month: valueOf("fiscal_start_month"),
    });
    const answer = await fetch(address, { credentials: "same-origin" });
    if (answer.ok) output.innerHTML = await answer.text();
  };
  for (const name of ["pattern", "opening_serial", "first_serial", "fiscal_start_month"]) {
    document.getElementById(`id_${name}`)?.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(show, 250);
    });
  }
  if (pattern.value) show();
});
