// A conversation that goes on while the page is open. The page is right without this: its form sends, and loading it
// again shows what is new. All words come from the page; the markup it needs is described in docs/authors/realtime.md.
import { io } from "./vendor/socket.io/socket.io.esm.min.js";
import { beside } from "./beside.js";
import { announcer, build, place } from "./rows.js";

const OFTEN = 30000; // ms between two looks for what may have been missed
const OFFLINE_OFTEN = 5000; // the same while there is no socket
const UNCONFIRMED = 10000; // ms without an answer after which the page says so
const UNHEARD = 30000; // ms after which it counts as not sent
const RETRY = 3000; // ms between two attempts
const AGAIN = new Set(["busy", "moving", "too_many", "error"]); // answers after which trying again helps

function conversation(box) {
  const { conversation: id, namespace, rowsUrl } = box.dataset;
  const form = box.querySelector("form[data-send]") || document.querySelector(`form[data-send="${id}"]`);
  const line = box.querySelector("[data-connection]");
  const announce = announcer(box);
  const show = place(box, announce);
  const waiting = []; // what has been sent and not been acknowledged, in its order
  let seq = Number(box.dataset.seq);
  let fetching = null;
  let sending = false;
  let over = false;

  const csrf = form?.elements.csrf_token?.value ?? box.dataset.csrf;
  const socket = io(namespace, {
    transports: ["websocket"],
    auth: { csrf },
    reconnectionDelayMax: 10000,
  });

  function say(word) {
    if (line && line.textContent !== word) line.textContent = word;
  }

  const aside = beside(box, socket, id, announce, () => seq);

  // --- reading: whatever comes, it is applied in the order of its numbers, and a gap is filled first

  function apply(rows, upto) {
    const fresh = rows.filter((row) => row.seq > seq);
    for (const row of fresh) {
      const shown = show(row, build(row.node));
      const own = waiting.findIndex((each) => each.seq === row.seq);
      if (own >= 0) settle(waiting[own]);
      else if (shown && shown.dataset.by !== box.dataset.me) announce(shown);
    }
    seq = Math.max(seq, upto);
    box.dataset.seq = seq;
    if (fresh.length) aside.read();
  }

  async function more() {
    if (socket.connected) {
      const answer = await socket.timeout(UNCONFIRMED).emitWithAck("fetch", { conversation: id, after: seq });
      if (answer.code !== "ok") throw new Error(answer.code);
      return answer;
    }
    const answer = await fetch(`${rowsUrl}?after=${seq}`, { headers: { "X-Background": "1" }, redirect: "error" });
    if (!answer.ok) throw new Error(answer.status);
    return answer.json();
  }

  function catchUp() {
    fetching ??= (async () => {
      try {
        let found;
        do {
          found = await more();
          apply(found.rows, found.upto);
        } while (found.more && !over);
        if (!socket.connected) say(line?.dataset.slow ?? "");
      } catch {
        if (!socket.connected) say(line?.dataset.offline ?? "");
      } finally {
        fetching = null;
      }
    })();
    return fetching;
  }

  socket.on("rows", (told) => {
    if (told.conversation !== id) return;
    if (told.after > seq || fetching) catchUp();
    else apply(told.rows, told.upto);
  });
  socket.on("hint", (told) => told.conversation === id && told.last > seq && catchUp());

  // --- being there

  socket.on("connect", async () => {
    try {
      const answer = await socket.timeout(UNCONFIRMED).emitWithAck("subscribe", { conversation: id });
      if (answer.code !== "ok" && !AGAIN.has(answer.code)) return end();
      say("");
      box.setAttribute("data-live", "");
      await Promise.all([catchUp(), aside.look()]);
      waiting.filter((item) => item.state === "failed" && item.again).forEach((item) => state(item, "sending"));
      flush();
    } catch {
      socket.disconnect().connect();
    }
  });
  socket.on("disconnect", (reason) => {
    box.removeAttribute("data-live");
    if (over) return;
    say(line?.dataset.offline ?? "");
    // The library comes back by itself unless the server has hung up.
    if (reason === "io server disconnect") socket.connect();
  });
  socket.on("connect_error", (error) => {
    if (["signed_out", "forbidden", "forged"].includes(error.message)) end();
    else if (!socket.active) setTimeout(() => !over && socket.connect(), OFFLINE_OFTEN);
  });
  socket.on("left", (told) => told.conversation === id && end());
  socket.on("ended", end);

  function end() {
    over = true;
    socket.disconnect();
    clearInterval(looking);
    clearInterval(lookingOffline);
    aside.end();
    say(line?.dataset.ended ?? "");
    for (const field of form?.querySelectorAll("textarea, button") ?? []) field.disabled = true;
  }

  const looking = setInterval(catchUp, OFTEN);
  const lookingOffline = setInterval(() => !socket.connected && !document.hidden && catchUp().then(flush), OFFLINE_OFTEN);
  document.addEventListener("visibilitychange", () => document.hidden || catchUp());
  addEventListener("offline", () => socket.disconnect());
  addEventListener("online", () => socket.connected || socket.connect());

  // --- writing: the text stands in the page until it is stored, and has one number however often it is sent

  function state(item, name) {
    item.state = name;
    const words = item.node.querySelector("[data-state]");
    words.textContent = words.dataset[name];
    item.node.querySelector("[data-again]").hidden = name !== "failed";
  }

  function settle(item) {
    item.node.remove();
    waiting.splice(waiting.indexOf(item), 1);
  }

  async function deliver(item) {
    if (socket.connected) {
      const data = { ...Object.fromEntries(item.fields), conversation: id };
      delete data.csrf_token;
      return socket.timeout(UNHEARD).emitWithAck("send", data);
    }
    const body = new URLSearchParams(item.fields);
    const answer = await fetch(form.action, { method: "POST", body, redirect: "manual" });
    // What has been taken leads on to the page; what has not comes back with the form.
    return { code: answer.type === "opaqueredirect" ? "ok" : answer.status >= 500 ? "error" : "refused" };
  }

  async function flush() {
    if (sending) return;
    sending = true;
    for (let item; !over && (item = waiting.find((each) => each.state !== "sent" && !each.refused)); ) {
      // Nothing written later may overtake it.
      if (item.state !== "sending") break;
      const late = setTimeout(() => state(item, "unconfirmed"), UNCONFIRMED);
      let answer;
      try {
        answer = await deliver(item);
      } catch {
        answer = { code: "unheard" };
      }
      clearTimeout(late);
      if (answer.code === "ok") {
        item.seq = answer.seq;
        state(item, "sent");
        aside.answered(answer);
        if (!answer.seq || answer.seq <= seq) settle(item);
        if (!answer.seq || !socket.connected) await catchUp();
        continue;
      }
      if (answer.words && !form.elements.text.value) {
        // Back into the field: nothing was stored, and it can be changed.
        form.elements.text.value = item.text;
        settle(item);
        say(answer.words);
        continue;
      }
      state(item, "failed");
      announce.now(item.node.querySelector("[data-state]").textContent);
      if (answer.words) item.node.querySelector("[data-state]").textContent = answer.words;
      item.again = AGAIN.has(answer.code) || answer.code === "unheard";
      item.refused = !item.again;
      if (item.again) setTimeout(() => item.state === "failed" && again(item), RETRY);
    }
    sending = false;
  }

  function again(item) {
    item.refused = false;
    state(item, "sending");
    flush();
  }

  form?.addEventListener("submit", (event) => {
    const text = form.elements.text;
    // What another script has stopped, and what other buttons of the form do, is not ours.
    if (event.defaultPrevented || event.submitter?.name || over) return;
    event.preventDefault();
    if (!text.value.trim()) return text.focus();
    const node = box.querySelector("template[data-pending]").content.firstElementChild.cloneNode(true);
    node.querySelector("[data-text]").textContent = text.value.trim();
    const item = { fields: [...new FormData(form)], text: text.value, node };
    say("");
    node.querySelector("[data-again]").addEventListener("click", () => again(item));
    box.querySelector("[data-rows]").append(node);
    box.scrollIntoView({ block: "end" });
    waiting.push(item);
    state(item, "sending");
    form.elements.client_id.value = crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`;
    text.value = "";
    text.focus();
    flush();
  });
  form?.elements.text.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });
  // After the quick exit nothing is left of the page, and nothing asks.
  addEventListener(
    "beforeunload",
    (event) => box.isConnected && waiting.some((item) => item.state !== "sent") && event.preventDefault(),
  );
}

for (const box of document.querySelectorAll("[data-conversation]")) conversation(box);
