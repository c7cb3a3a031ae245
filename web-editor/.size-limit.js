import { readFileSync } from "node:fs";

/** What a browser fetches before the first screen: the entry and everything it imports at once. */
function initialFiles() {
  const manifest = JSON.parse(readFileSync("dist/.vite/manifest.json", "utf8"));
  const seen = new Set();
  const visit = (key) => {
    if (seen.has(key)) return;
    seen.add(key);
    (manifest[key].imports ?? []).forEach(visit);
  };
  visit("index.html");
  return [...seen].flatMap((key) => [manifest[key].file, ...(manifest[key].css ?? [])]).map((file) => `dist/${file}`);
}

export default [{ name: "first load", path: ["dist/index.html", ...initialFiles()], limit: "220 KiB", gzip: true }];
