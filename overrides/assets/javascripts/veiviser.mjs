// A wizard, one question at a time. Everything it shows stands in the page already, as a guide to read. The answers
// stand after # in the address, by the questions' ids: they can be kept as a link, and the browser never sends them.

for (const root of document.querySelectorAll("[data-veiviser]")) start(root);

function start(root) {
  const words = JSON.parse(root.dataset.ord);
  const say = (id, values = {}) => words[id].replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const one = (selector, from = root) => from.querySelector(selector);
  const fill = (name) => one(`template[data-mal="${name}"]`).content.cloneNode(true).firstElementChild;
  const home = `#${root.id}`;
  const parts = new Map([...root.querySelectorAll("[data-node]")].map((part) => [part.dataset.node, part]));
  const text = (id) => one("[data-tekst]", parts.get(id)).textContent;
  const answersTo = (id) => new Map([...parts.get(id).querySelectorAll("[data-svar]")].map((a) => [a.dataset.svar, a]));
  const remembered = new Map(); // what was answered in this tab, to be offered when a question comes again

  const guide = one("details");
  guide.before(fill("na"));
  const target = document.getElementById(location.hash.slice(1));
  guide.open = guide.contains(target); // a link into the guide
  const here = one("[data-her]");
  const message = one("[role=status]");
  let changing = false; // an answer: those that were given after it are taken up again

  /** Tells those who listen; and those who look, when it says what the page does not show. */
  function tell(words, seen = true) {
    message.textContent = words;
    message.classList.toggle("er-synlig", seen);
  }

  /** Follows the answers, [[question, answer], …], as far as they lead; of two to the same question, the first. */
  function follow(answers) {
    const wanted = new Map([...answers].reverse());
    const given = [];
    let at = root.dataset.start;
    for (let answer; (answer = answersTo(at).get(wanted.get(at))); at = answer.dataset.til) {
      given.push([at, answer.dataset.svar]);
    }
    return { given, at };
  }

  const address = (given) => (given.length ? `${home}?${new URLSearchParams(given)}` : home);

  function go(given) {
    history.pushState(null, "", address(given));
    show();
  }

  /** Shows what the address says: the answers so far, and the next question or the outcome. */
  function show({ focus = true } = {}) {
    changing = false;
    const asked = [...new URLSearchParams(location.hash.slice(home.length + 1))];
    const { given, at } = follow(asked);
    const odd = asked.length !== given.length;
    if (odd) history.replaceState(null, "", address(given));
    for (const [question, answer] of given) remembered.set(question, answer);
    const list = one(".veiviser__svar");
    list.hidden = !given.length;
    one("ol", list).replaceChildren(...given.map(([question], index) => answered(given, index, question)));
    const question = answersTo(at).size > 0;
    root.classList.toggle("er-fremme", !question);
    here.replaceChildren(...(question ? ask(at, given) : outcome(at, given)));
    const heading = one("h3", here);
    tell(odd ? say("rar-lenke") : focus ? one(".veiviser__nr", heading).textContent : "", odd);
    if (focus) heading.focus();
  }

  function answered(given, index, question) {
    const item = fill("svar");
    one("[data-v=sporsmal]", item).textContent = text(question);
    one("[data-v=svar]", item).textContent = answersTo(question).get(given[index][1]).textContent;
    const button = one("button", item);
    button.ariaLabel = say("endre-svar", { sporsmal: text(question) });
    button.onclick = () => {
      go(given.slice(0, index));
      changing = true;
    };
    return item;
  }

  function ask(at, given) {
    const form = fill("sporsmal");
    const help = one("[data-hjelp]", parts.get(at));
    one(".veiviser__nr", form).textContent = say("sporsmal-nr", { nummer: given.length + 1 });
    one("[data-v=sporsmal]", form).textContent = text(at);
    if (help) one("legend", form).after(help.cloneNode(true));
    for (const [id, answer] of answersTo(at)) {
      const choice = fill("valg");
      const radio = one("input", choice);
      radio.value = id;
      radio.checked = remembered.get(at) === id;
      one("span", choice).textContent = answer.textContent;
      one("[data-valg]", form).append(choice);
    }
    const fault = one(".veiviser__feil", form);
    form.onsubmit = (event) => {
      event.preventDefault();
      const answer = new FormData(form).get("svar");
      const now = [...given, [at, answer]];
      if (answer) return go(changing ? follow([...now, ...remembered]).given : now);
      fault.textContent = say("velg-svar");
      fault.hidden = false;
      tell(fault.textContent, false);
      one("input", form).focus();
    };
    back(form, given);
    return [form];
  }

  function back(from, given) {
    const button = one("[data-gjor=tilbake]", from);
    button.hidden = !given.length;
    button.onclick = () => go(given.slice(0, -1));
  }

  function outcome(at, given) {
    const part = parts.get(at).cloneNode(true);
    part.removeAttribute("id");
    delete part.dataset.node;
    one(".veiviser__nr", part).textContent = say("resultat");
    const tools = document.createElement("div");
    tools.append(one("template[data-mal=verktoy]").content.cloneNode(true));
    const does = (name, work) => (one(`[data-gjor=${name}]`, tools).onclick = work);
    does("skriv-ut", print);
    does("kopier", () => copy(tools, plainText(part, given)));
    does("pa-nytt", () => {
      remembered.clear();
      go([]);
    });
    back(tools, given);
    return [part, tools];
  }

  /** Prints the answers and the outcome, without the page around them. */
  function print() {
    const page = document.documentElement;
    page.classList.add("bare-veiviser");
    root.classList.add("er-valgt");
    addEventListener("afterprint", () => {
      page.classList.remove("bare-veiviser");
      root.classList.remove("er-valgt");
    }, { once: true });
    window.print();
  }

  /** Returns the answers and the outcome as lines of text, with the addresses of the links. */
  function plainText(part, given) {
    const tidy = (node) => node.textContent.replace(/\s+/g, " ").trim();
    const lines = given.map(([question, answer]) => `- ${text(question)} ${answersTo(question).get(answer).textContent}`);
    for (const node of part.querySelectorAll("h3, p, dt, dd:not(:has(ul, p)), li")) {
      const link = one("a:not([href^='#'])", node);
      const before = { H3: "\n", DT: "\n", LI: "- " }[node.tagName] ?? "";
      lines.push(before + tidy(node) + (link ? ` ${link.href}` : "") + (node.tagName === "DT" ? ":" : ""));
    }
    return [one("h2").textContent, "", ...lines, "", location.href].join("\n");
  }

  async function copy(tools, words) {
    try {
      await navigator.clipboard.writeText(words);
      tell(say("kopiert"));
    } catch {
      const box = one(".veiviser__tekst", tools);
      box.hidden = false;
      one("textarea", box).value = words;
      one("textarea", box).select();
      tell(say("kopier-selv"));
    }
  }

  const ours = () => location.hash === home || location.hash.startsWith(`${home}?`);
  addEventListener("popstate", () => {
    if (ours()) show();
    else if (!location.hash) show({ focus: false });
  });
  // On paper: the outcome, or else the whole guide.
  let closed = false;
  addEventListener("beforeprint", () => {
    closed = !guide.open;
    if (!root.classList.contains("er-fremme")) guide.open = true;
  });
  addEventListener("afterprint", () => {
    if (closed) guide.open = false;
  });
  root.classList.add("er-i-gang");
  show({ focus: ours() });
  // What was put before it has moved it from where the browser looks for it.
  if (guide.open) addEventListener("load", () => setTimeout(() => target.scrollIntoView()), { once: true });
}
