/* A button that copies a text of the page. Without it the text can be selected, with one click. */

"use strict";

for (const button of document.querySelectorAll("[data-copy]")) {
  const text = document.getElementById(button.dataset.copy);
  const told = button.parentElement.querySelector('[role="status"]');
  if (!navigator.clipboard) continue; // over plain HTTP browsers have none
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(text.textContent.trim());
    told.textContent = button.dataset.copied;
  });
}
