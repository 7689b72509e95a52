/* Asks the browser for a security key, by WebAuthn, and sends what it answers with the form. */

"use strict";

const bytesOf = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (one) => one.charCodeAt(0));
const textOf = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");

/* What the server asks for, with bytes in the place of their text. */
function asked(text) {
  const options = JSON.parse(text).publicKey;
  options.challenge = bytesOf(options.challenge);
  if (options.user) options.user.id = bytesOf(options.user.id);
  for (const name of ["excludeCredentials", "allowCredentials"]) {
    for (const one of options[name] ?? []) one.id = bytesOf(one.id);
  }
  return { publicKey: options };
}

/* What the browser answers, with text in the place of bytes. */
function answered(credential) {
  const response = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[name]) response[name] = textOf(credential.response[name]);
  }
  return JSON.stringify({
    id: credential.id,
    rawId: textOf(credential.rawId),
    type: credential.type,
    response,
    clientExtensionResults: credential.getClientExtensionResults(),
  });
}

for (const form of document.querySelectorAll("form[data-key]")) {
  const button = form.querySelector("button");
  const told = form.querySelector('[role="status"]');
  if (!navigator.credentials || !window.PublicKeyCredential) continue;
  button.hidden = false;
  if (form.dataset.key === "get") button.focus();
  const touch = async () => {
    told.textContent = "";
    button.disabled = true;
    try {
      const credential = await navigator.credentials[form.dataset.key](asked(form.dataset.options));
      form.elements.credential.value = answered(credential);
      form.submit();
    } catch (error) {
      told.textContent = told.dataset.failed;
      button.disabled = false;
    }
  };
  button.addEventListener("click", touch);
  form.addEventListener("submit", (event) => {
    event.preventDefault(); // Enter in a field stands for the button
    touch();
  });
}
