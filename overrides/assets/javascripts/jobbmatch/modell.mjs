// What is said about a case: one model, and for each print the keys that may reach paper.

import { count, data, day, t } from "../side.mjs";
import { vurder } from "./vurder.mjs";

/** The allow-lists: what may be on the screen, and on each print. */
export const PRINTS = {
  skjerm: "dommer styrker rammer beslutning",
  stilling: "tittel fakta deler opplaering egenskaper skrevet",
  arbeidsgiver: "tittel fakta horisonter rader tilrettelegging egenskaper skrevet",
  kandidat:
    "tittel periode dinBeslutning horisonter kan laerer sporsmal mangler bor styrker konklusjon begrunnelse skrevet",
  intern:
    "tittel kallenavn fakta beslutning konklusjon begrunnelse dommer tiltak styrker rammer kartlegging skrevet",
};

const GROUPS = ["dekket", "tiltak", "uavklart", "gap"];
const ascii = (word) => ({ må: "ma", bør: "bor", prøve: "prove" })[word] ?? word;
const join = (...parts) => parts.filter(Boolean).join(" · ");
const texts = (rows) => rows.map(({ tekst }) => tekst).filter(Boolean);
const scale = ({ art, delferdighet = "muntlig" }) => (art === "spraak" ? delferdighet : art);

/** [label, anchor] from 0. */
export const levels = (krav) => data.skalaer[scale(krav)];

export const need = (krav) => (krav.art === "bevis" ? t("bevis-trengs") : levels(krav)[krav.trenger]?.[0]);

const asks = (krav) => join(krav.art !== "bevis" && need(krav), krav.opplaering && t("laeres"));

/** Returns what kind of krav this is; `more` adds its level. */
export function about(krav, more = true) {
  if (!krav.vekt) return "";
  const vekt = krav.vekt === "må" && krav.frist ? t(`ma-${krav.frist}`) : t(ascii(krav.vekt));
  return join(t(`art-${krav.art}`), vekt, more && asks(krav));
}

function suggestions({ id, art }, gap) {
  const size = gap > 1 ? "stor" : "liten";
  const fitting = data.tiltak.filter((tiltak) => tiltak.art.includes(art) && ["alle", size].includes(tiltak.gap));
  return fitting.slice(0, 3).map(({ hva, ansvarlig }) => ({ krav: id, hva, tekst: t("forslag", { hva, ansvarlig }) }));
}

function agreed({ hva, ansvarlig, frist }, until) {
  if (!ansvarlig?.trim() || !frist) return t("tiltak-uferdig", { hva });
  return t(until && frist > until ? "tiltak-for-sent" : "tiltak-setning", { hva, ansvarlig, frist: day(frist) });
}

// Nothing internal.
function row({ stilling, kandidat }, { id, gruppe, gap, har }, until) {
  const krav = stilling.krav.find((one) => one.id === id);
  const { kilde, utloper, har: given } = kandidat.svar.find((svar) => svar.krav === id) ?? {};
  const [vekt, gruppen] = gruppe.split("-");
  const bevis = krav.art === "bevis" && given === 1;
  const dato = bevis && utloper ? day(utloper) : "";
  const value = krav.art === "bevis" ? t(har ? "ja" : "nei") : levels(krav)[har]?.[0];
  const source = ` (${t(`kilde-${ascii(kilde) ?? "ukjent"}`)})`;
  const known = [value + source, dato && t("gjelder-til", { dato })].filter(Boolean).join(", ");
  const measures = kandidat.tiltak.filter((one) => one.krav === id && one.hva).map((one) => agreed(one, until));
  if (krav.opplaering) measures.unshift(t("laeres-pa-jobben"));
  const trenger = need(krav);
  const tekst = krav.tekst || t("uten-tekst");
  const sporsmal = t(bevis ? "be-om-a-se" : `spor-${krav.art}`);
  const folge = {
    dekket: t("dekket"),
    tiltak: measures.join(" "),
    uavklart: t("uavklart"),
    gap: vekt === "bør" ? t("stopper-ikke") : measures.join(" ") || t("ikke-avtalt"),
  }[gruppen];
  return {
    ...{ id, gruppe, vekt, gruppen, gap, trenger, sporsmal, folge, tekst, om: about(krav, false) },
    har: har === null ? t(bevis ? "ikke-vist" : "ikke-tatt-opp") : bevis && !har ? t("gikk-ut", { dato }) : known,
    navn: krav.art === "spraak" ? `${tekst} (${value ?? trenger})` : tekst,
  };
}

function horizon(form, name, { trinn, antall, rader, må, bør }) {
  const must = GROUPS.map((group) => antall[`må-${group}`]);
  const total = must.reduce((a, b) => a + b);
  const counts = must.map((n, at) => (n || !at) && t(`antall-${GROUPS[at]}`, { antall: n, av: total }));
  const rows = rader.map((one) => row(form, one, form.stilling[name === "oppstart" ? "start" : "slutt"]));
  const open = rows.filter(({ vekt, gruppen }) => vekt === "må" && gruppen !== "dekket");
  return {
    ...{ horisont: name, trinn, rader: rows, sporsmal: t(`sporsmal-${name}`) },
    ...{ navn: t(`trinn-${trinn ?? 0}`), enkelt: t(`enkelt-${trinn ?? 0}`) },
    antall: total ? `${counts.filter(Boolean).join(", ")}.` : "",
    dekning: join(må && t("dekning-ma", { spenn: span(må) }), bør && t("dekning-bor", { spenn: span(bør) })),
    blirKlar: open.map((one) => t("blir-klar-nar", one)),
  };
}

const said = (number) => String(number).replace(".", t("komma"));

function span(bounds) {
  const [low, high] = bounds.map((n) => said(n.toFixed(2)));
  return low === high ? low : `${low}–${high}`;
}

// For the formidler alone: groups, notes, measures to choose.
function judgement({ stilling, kandidat }, horisont) {
  const { rader } = horisont;
  const grupper = [...new Set(rader.map(({ gruppe }) => gruppe))].map((gruppe) => {
    const rows = rader.filter((one) => one.gruppe === gruppe);
    return {
      navn: t(`gruppe-${ascii(rows[0].vekt)}-${rows[0].gruppen}`, { antall: rows.length }),
      rader: rows.map((one) => ({
        ...one,
        setning: [
          one.gruppen !== "uavklart" && t("setning", one),
          one.gap === null && t("setning-spor", one),
        ].filter(Boolean).join(" "),
        notat: kandidat.svar.find(({ krav }) => krav === one.id)?.notat,
        forslag:
          one.vekt === "må" && one.gap && !kandidat.tiltak.some(({ krav }) => krav === one.id)
            ? suggestions(stilling.krav.find(({ id }) => id === one.id), one.gap)
            : [],
      })),
    };
  });
  return { ...horisont, grupper };
}

/** Tells whether a text names a language. */
export function isNamed(name, tekst) {
  return Boolean(name?.trim() && tekst?.toLowerCase().includes(name.trim().toLowerCase()));
}

function strengths({ arbeid, utdanning, sprak, bevis, kurs, verv }, krav) {
  const isAsked = (name) => krav.some(({ tekst }) => isNamed(name, tekst));
  const parts = ["lytte", "muntlig", "lese", "skrive"];
  const level = (one, part) => `${t(part)} ${data.skalaer[part][one[part]][0]}`;
  const spoken = (one) => parts.filter((part) => part in one).map((part) => level(one, part));
  return [
    ...arbeid.map((one) => join(one.stilling, one.sted, one.periode)),
    ...utdanning.map((one) => join(one.fag, one.sted, one.periode)),
    ...sprak.filter((one) => !isAsked(one.sprak)).map((one) => join(one.sprak, spoken(one).join(", "))),
    ...bevis.map(({ tekst, utloper }) => join(tekst, utloper && t("gjelder-til", { dato: day(utloper) }))),
    ...[kurs, verv],
  ].filter(Boolean);
}

function facts({ arbeidssted, stillingsprosent, dager, arbeidstid, start, slutt, mentor }) {
  const share = stillingsprosent && t("prosent", { verdi: said(stillingsprosent) });
  const tid = join(share, dager && count("dager", said(dager)), arbeidstid);
  const periode = [start, slutt].filter(Boolean).map(day).join(" – ");
  const pairs = Object.entries({ arbeidssted, tid, periode, mentor });
  return pairs.filter(([, verdi]) => verdi).map(([name, verdi]) => ({ navn: t(`fakta-${name}`), verdi }));
}

function parts(krav) {
  const part = ({ vekt, frist }) => (vekt === "bør" ? "bor" : frist === "oppstart" ? "ma-oppstart" : "ma-ansettelse");
  return ["ma-oppstart", "ma-ansettelse", "bor"].flatMap((name) => {
    const rader = krav.filter((one) => one.tekst && part(one) === name).map((one) => ({
      tekst: one.tekst,
      om: join(t(`art-${one.art}`), one.dokumentasjon && t("vises"), asks(one)),
      hvorfor: [one.grunn && t(`grunn-${one.grunn}`), one.begrunnelse].filter(Boolean).join(": "),
    }));
    return rader.length ? [{ navn: t(`del-${name}`), rader }] : [];
  });
}

/** Returns everything that is said of a form. */
export function model(form) {
  const { stilling, kandidat } = form;
  const { kartlegging, beslutning } = kandidat;
  const { arbeid, utdanning, interesser, annet } = kartlegging;
  const { krav, start, slutt } = stilling;
  const svar = Object.fromEntries(kandidat.svar.map(({ krav: id, ...answer }) => [id, answer]));
  const tiltak = kandidat.tiltak.filter(({ hva }) => hva?.trim());
  const result = vurder({ krav, svar, tiltak, start, slutt });
  const horisonter = ["oppstart", "ansettelse"].map((name) => horizon(form, name, result[name]));
  // Each row at its worst: that is what somebody must know.
  const worse = (a, b) => (GROUPS.indexOf(a.gruppen) > GROUPS.indexOf(b.gruppen) ? a : b);
  const [first, last] = horisonter.map(({ rader }) => rader);
  const rader = last.map((one) => worse(first.find(({ id }) => id === one.id) ?? one, one));
  const of = (...groups) => rader.filter(({ gruppe }) => groups.includes(gruppe));
  const name = (id) => krav.find((one) => one.id === id)?.tekst;
  return {
    ...{ horisonter, rader, fakta: facts(stilling), deler: parts(krav), styrker: strengths(kartlegging, krav) },
    tittel: stilling.tittel || t("uten-tittel"),
    ...{ opplaering: stilling.opplaering, egenskaper: texts(stilling.egenskaper) },
    periode: start && slutt && t("periode", { start: day(start), slutt: day(slutt) }),
    skrevet: t("skrevet-ut", { dato: day(new Date().toLocaleDateString("sv")) }),
    tilrettelegging: kandidat.avtale.tilrettelegging,
    dinBeslutning: beslutning && t(`du-sier-${beslutning}`),
    kan: of("må-dekket", "bør-dekket").map(({ navn }) => navn),
    laerer: of("må-tiltak").map(({ navn, folge }) => `${navn}. ${folge}`),
    sporsmal: of("må-uavklart").map(({ navn, sporsmal }) => `${navn}. ${sporsmal}`),
    mangler: of("må-gap").map((one) => t("du-trenger", one)),
    bor: of("bør-gap", "bør-uavklart").map(({ navn }) => navn),
    ...{ konklusjon: kandidat.konklusjon, begrunnelse: kandidat.begrunnelse, kallenavn: kandidat.kallenavn },
    beslutning: beslutning && beslutning !== "ja" && t(`sier-${beslutning}`),
    dommer: horisonter.map((one) => judgement(form, one)),
    tiltak: tiltak.map((one) => [name(one.krav), agreed(one)].filter(Boolean).join(": ")),
    rammer: kandidat.rammer
      .filter(({ tilstand, notat }) => tilstand !== "ikke-tatt-opp" || notat)
      .map(({ tema, tilstand = "ikke-tatt-opp", notat }) => join(`${tema}: ${t(tilstand)}`, notat)),
    kartlegging: [...arbeid.map((one) => one.oppgaver), ...utdanning.map((one) => one.emner), interesser, annet].filter(
      Boolean,
    ),
  };
}

/** Drafts Nav's texts from the job and the measures. */
export function agreement({ stilling: { krav }, kandidat }) {
  const list = (head, rows) => (rows.length ? [head, ...rows.map((one) => `- ${one}`)].join("\n") : "");
  const own = kandidat.tiltak.filter(({ hva }) => hva);
  const planned = ({ id, tekst }) => own.filter((one) => one.krav === id).map((one) => `${tekst}: ${agreed(one)}`);
  const training = krav.flatMap(planned);
  const settled = kandidat.svar.filter(({ krav: id, har }) => har >= krav.find((one) => one.id === id)?.trenger);
  const isOpen = ({ id }) => ![...own, ...settled].some((one) => one.krav === id);
  const learnt = texts(krav.filter((one) => one.opplaering && isOpen(one)));
  if (learnt.length) training.push(`${t("laeres-pa-jobben")} ${learnt.join("; ")}`);
  const tasks = list(t("nav-oppgaver"), texts(krav.filter(({ art }) => art === "oppgave")));
  return {
    ...(tasks && { arbeidsoppgaver: tasks }),
    oppfolging: [t("nav-oppfolging-start"), list(t("nav-plan"), training)].filter(Boolean).join("\n"),
  };
}

/** Returns [{tekst, felt, path, id}]; for a print. */
export function faults({ stilling: { tittel, start, slutt, krav }, kandidat }, print) {
  const found = [];
  const fault = (tekst, felt, path = "stilling", id) => found.push({ tekst, felt, path, id });
  const empty = (text) => !text?.trim();
  if (empty(tittel)) fault(t("feil-tittel"), "tittel");
  if (start && slutt < start) fault(t("feil-datoer"), "slutt");
  for (const { id, tekst, vekt, frist, grunn, begrunnelse } of krav) {
    const missing = {
      tekst: empty(tekst),
      frist: vekt === "må" && !frist,
      grunn: frist === "oppstart" && !grunn,
      begrunnelse: frist === "oppstart" && empty(begrunnelse),
    };
    for (const felt in missing) {
      if (missing[felt]) fault(t(`feil-${felt}`, { krav: tekst || "…" }), felt, "stilling.krav", id);
    }
  }
  if (print === "stilling") return found;
  for (const felt of ["konklusjon", "begrunnelse"]) {
    if (empty(kandidat[felt])) fault(t(`feil-din-${felt}`), felt, "kandidat");
  }
  if (print === "arbeidsgiver" && kandidat.beslutning === "nei") fault(t("feil-nei"), "beslutning", "kandidat");
  return found;
}

export function warnings({ krav }) {
  const must = krav.filter(({ vekt }) => vekt === "må").length;
  return [
    krav.some(({ art, trenger }) => art === "spraak" && trenger > 3) && t("varsel-b2"),
    must > 8 && t("varsel-mange"),
    must > 2 && must === krav.length && t("varsel-alle"),
  ].filter(Boolean);
}
