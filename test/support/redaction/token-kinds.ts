const LOWER = "abcdefghijklmnopqrstuvwxyz";
const DIGITS = "0123456789";
const CLASSES: Readonly<Record<string, string>> = {
  an: LOWER + LOWER.toUpperCase() + DIGITS,
  low: LOWER + DIGITS,
  up: LOWER.toUpperCase() + DIGITS,
  hex: DIGITS + "abcdef",
  HEX: DIGITS + "ABCDEF",
  base: LOWER + LOWER.toUpperCase() + DIGITS + "+/",
  url: LOWER + LOWER.toUpperCase() + DIGITS + "_-",
  d: DIGITS,
  az: LOWER,
};

/** Numbers from 0 to 1, the same ones for the same seed. Source: Tommy Ettinger's mulberry32. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/**
 * Fills in a form: `{an36}` is 36 letters and digits, `{uuid}` a UUID; all else stands for itself.
 *
 * Tokens come to be here only, from parts, so that no scanner takes the sources for a leak.
 */
export function fill(form: string, random: () => number): string {
  const whole = form.replaceAll("{uuid}", "{hex8}-{hex4}-{hex4}-{hex4}-{hex12}");
  return whole.replace(/\{([a-zA-Z]+)(\d+)\}/g, (_all, name: string, count: string) => {
    const alphabet = CLASSES[name] ?? "";
    return Array.from({ length: Number(count) }, () =>
      alphabet.charAt(Math.floor(random() * alphabet.length)),
    ).join("");
  });
}

/** Credentials that are known by their own form, as their vendors document them. */
export const TOKEN_KINDS: Readonly<Record<string, readonly string[]>> = {
  aws: ["AK" + "IA{up16}", "AS" + "IA{up16}", "AB" + "IA{up16}"],
  github: ["gh" + "p_{an36}", "gh" + "s_{an36}", "gh" + "o_{an36}", "gh" + "u_{an36}", "gh" + "r_{an76}", "github" + "_pat_{an22}_{an59}", "gh" + "s_{an40}.{url300}.{url170}"],
  gitlab: ["gl" + "pat-{url20}", "gl" + "pat-{url27}.{low2}.{low9}", "gl" + "dt-{url20}", "gl" + "rt-{url20}", "gl" + "ptt-{hex40}", "gl" + "cbt-{an5}_{url20}", "GR" + "1348941{url20}"],
  atlassian: ["ATAT" + "T3xFfGF0{url180}={HEX8}", "ATCT" + "T3xFfGN0{url160}={HEX8}", "ATST" + "T3xFfGN0{url150}={HEX8}", "ATB" + "B{an32}"],
  linear: ["lin" + "_api_{an40}", "lin" + "_oauth_{hex64}", "lin" + "_wh_{an32}"],
  azure: ["{an3}8Q" + "~{an34}", "{an76}AZ" + "DO{an4}", "{an52}JQ" + "QJ99{an26}"],
  google: ["AI" + "za{url35}", "GOC" + "SPX-{url28}", "ya" + "29.{url120}", "1/" + "/0{url60}"],
  slack: ["xo" + "xb-{d12}-{d12}-{an24}", "xo" + "xp-{d12}-{d12}-{d12}-{hex32}", "xa" + "pp-1-{up11}-{d13}-{hex64}", "xo" + "xc-{d12}-{d12}-{hex40}"],
  chat: ["{d9}:A" + "A{url33}", "M{an23}.{url6}.{url38}"],
  stripe: ["sk" + "_live_{an24}", "sk" + "_test_{an99}", "rk" + "_live_{an24}", "wh" + "sec_{an32}"],
  payment: ["sq0" + "atp-{url22}", "sq0" + "csp-{url43}", "access" + "_token$production$" + "{low16}$" + "{hex32}", "shp" + "at_{hex32}", "shp" + "ss_{hex32}", "access-produc" + "tion-{uuid}"],
  models: ["sk" + "-proj-{url48}T3BlbkFJ{url48}", "sk" + "-ant-api03-{url93}AA", "hf" + "_{an34}", "gs" + "k_{an52}", "sk-" + "or-v1-{hex64}", "pp" + "lx-{an48}", "xa" + "i-{an80}", "r8" + "_{an37}"],
  registries: ["np" + "m_{an36}", "py" + "pi-AgEIcHlwaS5vcmc{url120}", "ruby" + "gems_{hex48}", "ci" + "o{an32}", "oy" + "2{low43}", "dck" + "r_pat_{url27}", "AK" + "Cp{an69}"],
  mail: ["S" + "K{hex32}", "S" + "G.{url22}.{url43}", "ke" + "y-{hex32}", "{hex32}-us" + "14", "xkey" + "sib-{hex64}-{an16}"],
  hosting: ["do" + "p_v1_{hex64}", "HR" + "KU-{url60}", "nf" + "p_{an36}", "fo" + "1_{url43}", "sb" + "p_{hex40}", "sb" + "_secret_{url31}", "pscale" + "_pw_{url43}", "da" + "pi{hex32}"],
  vaults: ["hv" + "s.{url95}", "hv" + "b.{url140}", "{an14}.atl" + "asv1.{url67}", "dp" + ".pt.{an43}", "pu" + "l-{hex40}", "op" + "s_eyJ{an250}", "tsk" + "ey-auth-{an17}-{an32}"],
  monitoring: ["gl" + "c_{base100}", "gl" + "sa_{an32}_{hex8}", "sn" + "trys_eyJ{an90}_{an43}", "NR" + "AK-{up27}", "dt" + "0c01.{up24}.{up64}", "sq" + "u_{hex40}", "CCI" + "PAT_{an22}_{hex40}", "bku" + "a_{hex40}"],
  apps: ["nt" + "n_{an46}", "fi" + "gd_{url40}", "pa" + "t{an14}.{hex64}", "1/{d16}:{hex32}", "PM" + "AK-{hex24}-{hex34}", "pa" + "t-na1-{uuid}"],
  jwt: ["ey" + "J{url30}.ey" + "J{url80}.{url42}{an1}"],
  age: ["AGE-SEC" + "RET-KEY-1{up58}"],
}; // prettier-ignore
