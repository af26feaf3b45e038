/** What is written short and said long. Those whose dot could end a sentence are not here. */
const SHORT: Record<string, string> = {
  "dr.": "Doctor",
  "mr.": "Mister",
  "mrs.": "Misses",
  "ms.": "Miz",
  "prof.": "Professor",
  "st.": "Saint",
  "vs.": "versus",
  "e.g.": "for example",
  "i.e.": "that is",
  "approx.": "approximately",
  "no.": "no.",
  "etc.": "et cetera.",
  etc: "et cetera",
  "&": "and",
  "+": "plus",
  "=": "equals",
  "@": "at",
  "/": "or",
  "w/": "with",
  "<": "less than",
  ">": "more than",
};

/** How English is said that is written with signs and shortenings. */
export function inEnglish(word: string): string {
  const [, before, core, after] = /^([("'“‘[]*)(.*?)([)"'”’\],;:!?]*)$/su.exec(word)!;
  const short = SHORT[core!.toLowerCase()];
  if (short) return `${before}${short}${after}`;
  return word
    .replace(/(\w)&(\w)/g, "$1 and $2")
    .replace(/^@(?=\w)/, "at ")
    .replace(/^#(?=\d)/, "number ")
    .replace(/^#(?=\p{L})/u, "hashtag ")
    .replace(/^~(?=\d)/, "about ")
    .replace(/^[-−](?=[\d.])/, "minus ")
    .replace(/[€]([\d.,]*\d)/, "$1 euros")
    .replace(/£([\d.,]*\d)/, "$1 pounds")
    .replace(/°C\b/, " degrees Celsius")
    .replace(/°F\b/, " degrees Fahrenheit")
    .replace(/°/, " degrees ")
    .replace(/(\d)[×x](?=\d)/g, "$1 by ")
    .replace(/(\d)[–-](?=\d)/g, "$1 to ")
    .replace(/^v(?=\d+\.)/i, "version ")
    .replace(/(\d)\.(?=\d+\.\d)|(?<=\.\d+)\.(?=\d)/g, "$1 point ")
    .replace(/([a-z]{2,})\.(?=[a-z]{2,})/gi, "$1 dot ");
}
