// The rows of a conversation: built from the server's own rendering, put in their place, told to those who listen.

const GROUPED = 3000; // ms in which announcements are gathered
const NEAR = 120; // px from the end within which somebody reads the latest
const SVG = "http://www.w3.org/2000/svg";

// `["li", {"class": "bubble"}, "text", ["b", {}, …]]` becomes elements: no markup is parsed here.
export function build(node, inside = null) {
  if (typeof node === "string") return document.createTextNode(node);
  const [tag, attributes, ...children] = node;
  const space = tag === "svg" ? SVG : inside;
  const made = space ? document.createElementNS(space, tag) : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) if (!name.startsWith("on")) made.setAttribute(name, value);
  made.append(...children.map((child) => build(child, space)));
  return made;
}

// Puts the parts of what has come (`data-part`) in the place of their earlier states: focus and what was unfolded stay
// as they are, and a sentence that is new in them (`data-notice`) is said at once.
export function renew(box, come, announce) {
  for (const after of come.querySelectorAll("[data-part]")) {
    const before = box.querySelector(`[data-part="${after.dataset.part}"]`);
    if (!before) continue;
    const active = before.contains(document.activeElement) && document.activeElement;
    const notice = (part) => part.querySelector("[data-notice]")?.textContent.trim() ?? "";
    const word = notice(after) !== notice(before) && notice(after);
    for (const fold of before.querySelectorAll("details[open][id]")) after.querySelector(`#${fold.id}`)?.setAttribute("open", "");
    before.replaceWith(after);
    if (active) (active.id && document.getElementById(active.id))?.focus();
    if (word) announce.now(word);
  }
}

// Returns show(row, element): puts an element where it belongs and returns it if it is a new message.
export function place(box, announce) {
  const list = box.querySelector("[data-rows]");
  // A page may be there for what is beside the rows alone.
  if (!list) return () => null;
  const jump = box.querySelector("[data-jump]");
  const atEnd = () => box.getBoundingClientRect().bottom <= innerHeight + NEAR;

  function between(name, word) {
    const made = box.querySelector(`template[${name}]`)?.content.firstElementChild.cloneNode(true);
    if (made && word) made.querySelector("[data-word]").textContent = word;
    if (made) list.append(made);
    return made;
  }

  function own(element) {
    if (box.dataset.me && element.dataset.by === box.dataset.me) element.classList.add(...list.dataset.own.split(" "));
  }

  jump?.addEventListener("click", () => {
    list.querySelector("[data-new]")?.scrollIntoView({ block: "start" });
    jump.hidden = true;
  });
  function read() {
    if (!atEnd()) return;
    if (jump) jump.hidden = true;
    // What is below this line has been seen: the next line stands where something newer begins.
    list.querySelector("[data-new]")?.setAttribute("data-seen", "");
  }
  addEventListener("scroll", read, { passive: true });
  const first = list.querySelector("[data-new]");
  (first ?? box).scrollIntoView({ block: first ? "start" : "end" });

  return function show(row, element) {
    if (row.target === 0) {
      renew(box, element, announce);
      return null;
    }
    const before = list.querySelector(`[data-seq="${row.target ?? row.seq}"]`);
    own(element);
    if (before) {
      before.replaceWith(element);
      return null;
    }
    if (row.target != null) return null;
    const reading = atEnd() && !document.hidden;
    const pending = list.querySelector("[data-pending-row]");
    const last = [...list.querySelectorAll("[data-day]")].pop();
    if (element.dataset.day && element.dataset.day !== last?.dataset.day) between("data-day-line", element.dataset.dayWord);
    const foreign = element.dataset.by !== box.dataset.me;
    if (foreign && !reading) {
      list.querySelector("[data-new][data-seen]")?.remove();
      if (!list.querySelector("[data-new]")) between("data-new-line");
    }
    list.append(element);
    // What is still being sent stays last.
    if (pending) list.append(...list.querySelectorAll("[data-pending-row]"));
    if (reading) box.scrollIntoView({ block: "end" });
    else if (jump && foreign) jump.hidden = false;
    return element;
  };
}

// Returns announce(element): new messages are said once, together, when the person is not interrupted by it.
export function announcer(box) {
  const region = box.querySelector("[data-announce]");
  const pause = box.querySelector("[data-pause]");
  let heard = [];
  let timer;

  pause?.removeAttribute("hidden");
  pause?.addEventListener("click", () => {
    pause.setAttribute("aria-pressed", pause.getAttribute("aria-pressed") !== "true");
    heard = [];
  });

  function tell() {
    timer = null;
    const few = heard.length <= 3;
    if (region) region.textContent = few ? heard.join(" ") : region.dataset.many.replace("NUMBER", heard.length);
    heard = [];
  }

  function announce(element) {
    if (pause?.getAttribute("aria-pressed") === "true") return;
    const part = (name) => element.querySelector(`[data-${name}]`)?.textContent.trim() ?? "";
    heard.push(`${part("name")}: ${part("text")}`);
    timer ??= setTimeout(tell, GROUPED);
  }
  // What concerns the person's own writing is said at once.
  announce.now = (text) => region && (region.textContent = text);
  return announce;
}
