// Keeps what a person is writing: three seconds after the last key the form goes to the server's drafts.
// Nothing is stored in the browser, so a shared phone keeps no trace. All words come from the page.

const QUIET = 3000; // ms without a key before saving
const NOTICE = 120; // s before the session ends

function watch(form) {
  const line = form.querySelector("[data-draft-state]");
  let timer;
  let changed = false;

  async function save() {
    clearTimeout(timer);
    // After the quick exit the page is empty: nothing may be sent any more.
    if (!changed || !form.isConnected) return;
    changed = false;
    const body = new URLSearchParams(new FormData(form));
    for (const secret of form.querySelectorAll("[data-reveal] input")) body.delete(secret.name);
    body.set("draft_key", form.dataset.draft);
    let saved = false;
    try {
      saved = (await fetch(form.dataset.draftUrl, { method: "POST", body, keepalive: true, redirect: "error" })).ok;
    } catch {
      // No network, or a session that is over: the line below says so, and the next key tries again.
    }
    if (!saved) changed = true;
    else restart();
    if (line) line.textContent = saved ? line.dataset.saved.replace("TIME", clock()) : line.dataset.failed;
  }

  form.addEventListener("input", () => {
    changed = true;
    clearTimeout(timer);
    timer = setTimeout(save, QUIET);
  });
  form.addEventListener("submit", () => {
    changed = false;
    clearTimeout(timer);
  });
  document.addEventListener("visibilitychange", () => document.hidden && save());
}

function clock() {
  return new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
}

// Two minutes before the session ends a box offers to stay; any request of the person's own keeps the session.
const box = document.querySelector("[data-session-ends]");
let ending;

function restart() {
  if (!box) return;
  box.hidden = true;
  clearTimeout(ending);
  ending = setTimeout(() => (box.hidden = false), Math.max(0, box.dataset.sessionEnds - NOTICE) * 1000);
}

box?.querySelector("button").addEventListener("click", async () => {
  const answer = await fetch(location.href, { method: "HEAD", redirect: "manual" });
  if (answer.ok) restart();
});

restart();
for (const form of document.querySelectorAll("form[data-draft]")) watch(form);
