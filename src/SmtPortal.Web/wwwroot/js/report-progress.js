// Keeps the progress of a running report up to date. Without it the page has a link that does the same.
(() => {
  const region = () => document.getElementById("report-progress");

  async function refresh() {
    try {
      const answer = await fetch(location.href, { headers: { Accept: "text/html" }, cache: "no-store" });
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const latest = page.getElementById("report-progress");
      if (!latest) return;
      if (!latest.dataset.refreshSeconds) {
        // It has ended: the rest of the page is to be seen anew, too.
        location.reload();
        return;
      }
      region().replaceChildren(...latest.childNodes);
      plan();
    } catch {
      plan();
    }
  }

  function plan() {
    const seconds = Number(region()?.dataset.refreshSeconds);
    if (seconds > 0) setTimeout(refresh, seconds * 1000);
  }

  plan();
})();
