// Small conveniences. Each page works without them; what only works with them is `hidden` until this runs.

function button(text, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "button button-secondary";
  made.textContent = text;
  made.addEventListener("click", () => act(made));
  return made;
}

// Show and hide a password: people on phones mistype, and a pasted passphrase wants to be read once.
for (const box of document.querySelectorAll("[data-reveal]")) {
  const input = box.querySelector("input");
  box.append(
    button(box.dataset.reveal, (made) => {
      const shown = input.type === "text";
      input.type = shown ? "password" : "text";
      made.textContent = shown ? box.dataset.reveal : box.dataset.conceal;
      input.focus();
    }),
  );
  // A password field that was sent as text would be offered again by the browser's form history.
  input.form?.addEventListener("submit", () => (input.type = "password"));
}

for (const printer of document.querySelectorAll("[data-print]")) {
  printer.hidden = false;
  printer.addEventListener("click", () => print());
}

if (navigator.clipboard) {
  for (const copier of document.querySelectorAll("[data-copy]")) {
    copier.hidden = false;
    copier.addEventListener("click", async () => {
      // Beside the button, not in it: there a screen reader would not say so.
      await navigator.clipboard.writeText(document.getElementById(copier.dataset.copy).textContent.trim());
      copier.parentElement.querySelector("[data-done]")?.removeAttribute("hidden");
    });
  }
}

// An open "Mehr" menu closes when the person goes on elsewhere.
function elsewhere(event) {
  for (const menu of document.querySelectorAll("details.more[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
}
document.addEventListener("click", elsewhere);
document.addEventListener("focusin", elsewhere);
document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && event.target.closest("details.more[open]");
  if (menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});
