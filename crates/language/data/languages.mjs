// Writes languages-<language>.json from the names Node.js brings along (Unicode CLDR): node languages.mjs en ar
import { writeFileSync } from "node:fs";

// Beside ISO 639-1: languages spoken by many that have three letters only.
const more = ["bho", "byn", "ceb", "ckb", "fil", "hil", "ilo", "kab", "kam", "kln", "kmb", "kok", "lua", "luo", "mai", "mam", "man", "mas", "pap", "prs", "quc", "sat", "sid", "srn", "syr", "tig", "tpi", "umb", "wal", "zgh"];
// Names given up for others of the list.
const gone = ["bh", "in", "iw", "ji", "jw", "mo", "sh", "tl", "tw"];

for (const language of process.argv.slice(2)) {
  const names = new Intl.DisplayNames([language], { type: "language" });
  const letters = [..."abcdefghijklmnopqrstuvwxyz"];
  const codes = letters.flatMap((a) => letters.map((b) => a + b)).filter((code) => !gone.includes(code)).concat(more);
  const rows = codes.sort().map((code) => [code, names.of(code)]).filter(([code, name]) => name !== code);
  writeFileSync(new URL(`languages-${language}.json`, import.meta.url), `{\n${rows.map(([code, name]) => `  "${code}": ${JSON.stringify(name)}`).join(",\n")}\n}\n`);
}
