// What must be mended before a print, and what is worth a second thought.

import { all, app, make, one, t } from "./dom.mjs";

/** Returns the faults as [{tekst, felt, path, id}]; `who` asks for what a print about a person needs. */
export function faults({ stilling: { tittel, start, slutt, krav }, kandidat }, who) {
  const found = [];
  const fault = (tekst, felt, path = "stilling", id) => found.push({ tekst, felt, path, id });
  const empty = (text) => !text?.trim();
  if (empty(tittel)) fault(t("feil-tittel"), "tittel");
  for (const control of all("input", app)) if (!control.validity.valid) fault(t("feil-verdi"), control);
  if (start && slutt < start) fault(t("feil-datoer"), "slutt");
  for (const { id, tekst, vekt, frist, grunn, begrunnelse } of krav) {
    const missing = {
      tekst: empty(tekst),
      frist: vekt === "må" && !frist,
      grunn: frist === "oppstart" && !grunn,
      begrunnelse: frist === "oppstart" && empty(begrunnelse),
    };
    for (const felt in missing) if (missing[felt]) fault(t(`feil-${felt}`, { krav: tekst }), felt, "stilling.krav", id);
  }
  if (who && empty(kandidat.konklusjon)) fault(t("feil-konklusjon"), "konklusjon", "kandidat");
  if (who && empty(kandidat.begrunnelse)) fault(t("feil-hvorfor"), "begrunnelse", "kandidat");
  return found;
}

/** Returns gentle warnings about the requirements of a job. */
export function warnings({ krav }) {
  const must = krav.filter(({ vekt }) => vekt === "må").length;
  return [
    krav.some(({ art, trenger }) => art === "spraak" && trenger > 3) && t("varsel-b2"),
    must > 8 && t("varsel-mange"),
    must > 2 && must === krav.length && t("varsel-alle"),
  ].filter(Boolean);
}

/** Shows faults at their fields and in a summary with links, and moves there; tells whether there are any. */
export function showFaults(found) {
  for (const node of all(".feilmelding", app)) node.remove();
  for (const control of all("[aria-invalid]", app)) control.removeAttribute("aria-invalid");
  const box = one("#feil");
  box.hidden = !found.length;
  one("ul", box).replaceChildren(...found.map(line));
  box.focus();
  return found.length > 0;
}

function line({ tekst, felt, path, id }, index) {
  const row = id ? `[data-liste="${path}"] > [data-rad="${id}"]` : `[data-i="${path}"]`;
  const control = felt.type ? felt : one(`${row} [data-felt=${felt}]`, app);
  control.id ||= `felt-${index}`;
  control.ariaInvalid = "true";
  control.before(make("span", { className: "feilmelding", textContent: tekst })); // in the label: part of the name
  const link = make("a", { href: `#${control.id}`, textContent: tekst });
  link.onclick = (event) => {
    event.preventDefault();
    const closed = control.closest("details:not([open])");
    if (closed) closed.open = true;
    control.focus();
  };
  const item = make("li");
  item.append(link);
  return item;
}
