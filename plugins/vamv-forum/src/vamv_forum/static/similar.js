// Shows discussions like the one whose title somebody is writing, half a second after the last key.
// Without this module they stand on the page with the preview.

const QUIET = 500; // ms without a key before asking

for (const box of document.querySelectorAll("[data-similar]")) {
  const title = document.getElementById(box.dataset.for);
  const status = box.querySelector("[role=status]");
  const list = box.querySelector("[data-list]");
  let timer;
  let asking;

  function show(page) {
    const links = page?.querySelector("ul");
    status.textContent = page?.querySelector("p")?.textContent ?? "";
    list.replaceChildren(...(links ? [document.importNode(links, true)] : []));
    // What somebody has written must not be lost for a look at something else.
    for (const link of list.querySelectorAll("a")) link.target = "_blank";
    box.hidden = !links;
  }

  function ask() {
    asking?.abort();
    asking = new XMLHttpRequest();
    // The browser reads the answer as a page: the rules of this one forbid scripts to make markup of text.
    asking.responseType = "document";
    asking.onload = (event) => show(event.target.status === 200 ? event.target.response : null);
    asking.open("GET", `${box.dataset.similar}?title=${encodeURIComponent(title.value)}`);
    asking.send();
  }

  title.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, QUIET);
  });
}
