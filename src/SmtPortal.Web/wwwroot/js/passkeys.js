// Speaks with the browser about passkeys, for the forms that are marked so. Without it, or in a browser that knows none, their
// buttons stay hidden, and everything else goes on as ever.
(() => {
  const known = window.PublicKeyCredential;
  if (!known?.parseCreationOptionsFromJSON || !known?.parseRequestOptionsFromJSON) return;

  // What the server asks, put to the browser; null when the page must be opened anew, since somebody has to confirm first.
  async function answer(form) {
    const token = form.querySelector("input[name=__RequestVerificationToken]").value;
    const asked = await fetch(form.dataset.question, { method: "POST", headers: { RequestVerificationToken: token }, cache: "no-store", redirect: "manual" });
    if (asked.type === "opaqueredirect") return null;
    if (!asked.ok) throw new Error(`Status ${asked.status}`);
    const question = await asked.json();
    const credential = form.dataset.passkey === "create"
      ? await navigator.credentials.create({ publicKey: known.parseCreationOptionsFromJSON(question) })
      : await navigator.credentials.get({ publicKey: known.parseRequestOptionsFromJSON(question) });
    return JSON.stringify(credential);
  }

  function say(form, what) {
    for (const words of form.querySelectorAll("[data-passkey-says]")) words.hidden = words.dataset.passkeySays !== what;
  }

  async function submitted(event) {
    const form = event.target;
    const field = form.elements.Answer;
    // The second time, with the answer.
    if (field.value || event.defaultPrevented) return;
    event.preventDefault();
    const button = form.querySelector("button");
    say(form, null);
    button.disabled = true;
    try {
      const found = await answer(form);
      if (found === null) return location.reload();
      field.value = found;
    } catch (error) {
      say(form, error.name === "InvalidStateError" ? "known" : "failed");
      return;
    } finally {
      button.disabled = false;
    }
    form.requestSubmit(button);
  }

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.hidden = false;
    form.querySelector("button").hidden = false;
    form.addEventListener("submit", submitted);
  }
  for (const words of document.querySelectorAll("[data-passkey-missing]")) words.hidden = true;

  // An answer counts once: a page that is come back to asks anew.
  addEventListener("pageshow", () => {
    for (const field of document.querySelectorAll("form[data-passkey] input[name=Answer]")) field.value = "";
  });
})();
