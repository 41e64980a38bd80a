// Quick exit. Without this script the button posts its form: the session ends and the server leads on to a neutral
// page. With it nothing is left to see within a blink: cover, leave, then end the session.

const form = document.querySelector("[data-exit]");

function leave() {
  const token = new FormData(form);
  document.title = "";
  document.body.replaceChildren();
  location.replace(form.dataset.exit);
  navigator.sendBeacon(form.action, token);
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  leave();
});

// Shift three times within two seconds, nothing typed in between. Not Escape: it closes dialogs and stops loading,
// and whoever presses it often must not be thrown out.
let presses = [];
document.addEventListener("keydown", (event) => {
  if (event.key !== "Shift") {
    presses = [];
    return;
  }
  if (event.repeat) return;
  presses = [...presses.filter((time) => event.timeStamp - time < 2000), event.timeStamp];
  if (presses.length === 3) leave();
});

// A page that the browser kept whole would come back with "Back" although the session is over.
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});
