import { describe, expect, it } from "vitest";
import { readyRow } from "../../fake/fixtures.ts";
import { readJson, type JsonNode } from "./jsonText";
import { setAt } from "./pointer";
import { rewrite } from "./rewrite";

function node(text: string): JsonNode {
  const reading = readJson(text);
  if (!reading.ok) throw new Error(reading.problem.message);
  return reading.node;
}

describe("reading JSON", () => {
  it.each(["{}", "[]", " null ", '"a\\u00e9\\n"', "-0.5e+3", '{"a":[1,{"b":true}],"":{"c":"}"}}', '{"__proto__":1}'])(
    "%s is what JSON.parse makes of it",
    (text) => expect(JSON.stringify(node(text).value)).toBe(JSON.stringify(JSON.parse(text))),
  );

  it.each([
    ["", /nothing here/, 1, 1],
    ['{"a":1,}', /comma too many/, 1, 8],
    ["{'a':1}", /double quotes/, 1, 2],
    ['{"a" 1}', /must be :/, 1, 6],
    ['{\n  "a": 1\n  "b": 2\n}', /comma or }/, 3, 3],
    ['{"a": "x}', /no end/, 1, 7],
    ['{"a": 01}', /comma or }/, 1, 8],
    ['{"a": NaN}', /must be a value/, 1, 7],
    ['{"a":1,"a":2}', /second time/, 1, 8],
    ['{"a":"\t"}', /no end/, 1, 6],
    ["{} {}", /ends before this/, 1, 4],
    ["[".repeat(300), /too deep/, 1, 201],
  ])("%j is refused at the place", (text, message, line, column) => {
    const reading = readJson(text);
    expect(reading).toMatchObject({ ok: false, problem: { line, column } });
    expect(!reading.ok && reading.problem.message).toMatch(message);
  });
});

describe("rewriting JSON", () => {
  const odd = `{ "b":1.0,   "2": 12345678901234567890,
  "1" : [ 1e2, {"x":"\\u0041"} ],
\t"a":{"deep":{"y":1.50},"z":[ ]} }`;

  it("leaves a text alone when nothing changed, and everything around a change to the byte", () => {
    const before = node(odd);
    expect(rewrite(odd, before, before.value)).toBe(odd);
    expect(rewrite(odd, before, setAt(before.value, ["a", "deep", "y"], 2))).toBe(odd.replace("1.50", "2"));
    expect(rewrite(odd, before, setAt(before.value, ["1", 1, "x"], "B"))).toBe(odd.replace('"\\u0041"', '"B"'));
  });

  it("keeps the order and the spelling of what stays when a property comes or goes", () => {
    const before = node(odd);
    const without = rewrite(odd, before, setAt(before.value, ["b"], undefined));
    expect(without).toMatch(/^\{\s+"2": 12345678901234567890,\s+"1": \[ 1e2, \{"x":"\\u0041"\} \],\s+"a": /);
    const withNew = rewrite(odd, before, setAt(before.value, ["new"], [1]));
    expect(withNew).toMatch(/"b": 1.0,[\s\S]*"new": \[\s+1\s+\]/);
  });

  it("keeps the text of list items that move", () => {
    const list = '[{"n":1.0}, {"n":2.00}, {"n":3}]';
    expect(rewrite(list, node(list), [1])).toBe("[\n  1\n]");
    const before = node(list);
    const items = before.value as unknown[];
    const moved = rewrite(list, before, [items[1], items[0], items[2]]);
    expect(moved.replaceAll(/\s/g, "")).toBe('[{"n":2.00},{"n":1.0},{"n":3}]');
  });

  it("always says what the changed value says", () => {
    const text = JSON.stringify(readyRow, null, 2);
    const before = node(text);
    const changes: unknown[] = [
      setAt(before.value, ["steps", 1, "with", "body"], 'New\n"text" {{ row.x }}'),
      setAt(before.value, ["steps", 0, "with", "input"], undefined),
      setAt(before.value, ["policy", "quietHours"], { from: "21:00", to: "08:00" }),
      setAt(before.value, ["steps"], []),
      setAt(before.value, ["trigger"], null),
      setAt(before.value, ["steps"], [{ id: "n", stop: "x" }, ...(readyRow.steps as unknown[])]),
      {},
      [],
      "gone",
    ];
    for (const changed of changes) {
      expect(node(rewrite(text, before, changed)).value).toEqual(JSON.parse(JSON.stringify(changed)));
    }
  });

  it("writes what JSON.stringify writes where the text was laid out so", () => {
    const text = JSON.stringify(readyRow, null, 2);
    const before = node(text);
    const changed = setAt(before.value, ["steps", 1, "timeout"], "PT5S");
    expect(rewrite(text, before, changed)).toBe(JSON.stringify(changed, null, 2));
  });
});
