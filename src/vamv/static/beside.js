// What a conversation shows beside its rows: what is this person's alone (`data-asks`), small forms that are answered
// without leaving the page (`form[data-event]`), and that somebody is there (`data-here`).
import { build, renew } from "./rows.js";

const HERE = 60000; // ms between two signs of life of a page that is in sight
const READ = 5000; // ms after which what has come counts as read
const PATIENCE = 10000; // ms for an answer

export function beside(box, socket, conversation, announce, seq) {
  const ask = (event, data) => socket.timeout(PATIENCE).emitWithAck(event, { conversation, ...data });
  const { asks } = box.dataset;
  let reading;

  async function look() {
    if (!asks || !socket.connected) return;
    const answer = await ask("own", { part: asks }).catch(() => null);
    // Whoever was away too long for an answer looks again on coming back.
    if (answer?.code !== "ok" || !box.isConnected) return;
    renew(box, build(answer.node), announce);
    read();
  }

  function here() {
    clearTimeout(reading);
    reading = null;
    if (!("here" in box.dataset) || !socket.connected || document.hidden) return;
    ask("here", { read: seq(), part: asks }).catch(() => null);
  }

  function read() {
    reading ??= setTimeout(here, READ);
  }

  // Something the person should know about what was just sent.
  function answered(answer) {
    const slot = box.querySelector("[data-answered]");
    if (!slot || !answer.node) return;
    slot.replaceChildren(build(answer.node));
    slot.scrollIntoView({ block: "nearest" });
  }

  async function submit(event) {
    const form = event.target.closest("form[data-event]");
    if (!form || event.defaultPrevented || !socket.connected || form.dataset.plain) return;
    event.preventDefault();
    const data = Object.fromEntries(new FormData(form, event.submitter));
    delete data.csrf_token;
    const answer = await ask(form.dataset.event, data).catch(() => null);
    if (answer?.words) announce.now(answer.words);
    if (answer && answer.code !== "error") return look();
    // The form itself works without any of this.
    form.dataset.plain = "1";
    form.requestSubmit(event.submitter);
  }

  const living = setInterval(here, HERE);
  const seen = () => document.hidden || here();
  document.addEventListener("visibilitychange", seen);
  box.addEventListener("submit", submit);
  socket.on("own", (told) => told.conversation === conversation && look());
  return {
    look,
    read,
    answered,
    end() {
      clearInterval(living);
      document.removeEventListener("visibilitychange", seen);
      box.removeEventListener("submit", submit);
    },
  };
}
