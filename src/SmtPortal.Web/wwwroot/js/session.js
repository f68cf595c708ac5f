// Warns two minutes before a session ends, so that nothing typed is lost: whoever is there stays with a click, and who comes
// back too late signs in in another tab and goes on here. Without it a session ends all the same, at the next click.
(() => {
  const dialog = document.getElementById("session-warning");
  const warning = 120;
  let endsAt = Date.now() + Number(dialog.dataset.endsIn) * 1000;
  let ended = false;
  let timer = 0;

  // Seconds that are left by the server's word; 0 once the session has ended; null when it cannot be asked.
  async function ask(method) {
    const headers = { Accept: "application/json" };
    const token = document.querySelector("input[name=__RequestVerificationToken]");
    if (method === "POST" && token) headers.RequestVerificationToken = token.value;
    try {
      const answer = await fetch("/session", { method, headers, cache: "no-store", redirect: "manual" });
      if (answer.ok) return (await answer.json()).endsIn;
      return answer.type === "opaqueredirect" || answer.status === 401 ? 0 : null;
    } catch {
      return null;
    }
  }

  function show(part) {
    for (const element of dialog.querySelectorAll("[data-when]")) element.hidden = element.dataset.when !== part;
    if (!dialog.open) dialog.showModal();
  }

  // What the server says, shown and planned for.
  function take(left, asked) {
    if (left === null) return plan(30);
    ended = left <= 0;
    endsAt = Date.now() + left * 1000;
    if (ended) show("ended");
    else if (left > warning) dialog.close();
    else show(asked ? "over" : "ending");
    plan(ended ? 0 : left > warning ? left - warning : left + 1);
  }

  function plan(seconds) {
    clearTimeout(timer);
    if (seconds > 0) timer = setTimeout(look, seconds * 1000);
  }

  async function look() {
    take(await ask("GET"), false);
  }

  dialog.querySelector("[data-stay]").addEventListener("click", async () => take(await ask("POST"), true));
  dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());

  // Another tab may have gone on, or signed in again; a laptop may have slept.
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && (ended || dialog.open || endsAt - Date.now() < warning * 1000)) look();
  });

  // A form that would only lead to the sign-in page is kept, with all that was typed.
  document.addEventListener("submit", event => {
    if (!ended) return;
    event.preventDefault();
    show("ended");
    look();
  });

  plan(Math.max(1, (endsAt - Date.now()) / 1000 - warning));
})();
