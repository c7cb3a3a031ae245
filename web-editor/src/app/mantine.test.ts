import { existsSync, readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

it("brings the styles of every Mantine component in use", () => {
  const files = readdirSync("src", { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".tsx"));
  const sources = files.map((file) => readFileSync(`src/${file}`, "utf8"));
  const imports = sources.flatMap((source) => source.match(/import \{[^}]*\} from "@mantine\/core"/g) ?? []);
  const used = new Set(imports.join(" ").match(/\b[A-Z]\w+/g));
  const needed = [...used].filter((name) => existsSync(`node_modules/@mantine/core/styles/${name}.css`));
  const brought = readFileSync("src/app/mantine.ts", "utf8");
  expect(needed.length).toBeGreaterThan(20);
  expect(needed.filter((name) => !brought.includes(`/${name}.css`))).toEqual([]);
});
