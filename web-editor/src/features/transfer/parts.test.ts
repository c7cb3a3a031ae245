import { describe, expect, it } from "vitest";
import { joined, partsOf } from "./parts";

const one = '{ "id":"a",  "n": 1.0 }';
const two = '{"id":"b"}';

describe("recipes in a text", () => {
  it.each([
    [one, [one]],
    [`[${one},\n ${two}]`, [one, two]],
    [`{"recipes": [${two}]}`, [two]],
    ["[]", []],
  ])("%s holds its recipes to the byte", (json, texts) => {
    const parts = partsOf(json);
    expect(parts.ok && parts.parts.map(({ text }) => text)).toEqual(texts);
  });

  it("are joined from several files as they are, and a file that is no JSON is shown", () => {
    expect(joined([one])).toBe(one);
    const all = partsOf(joined([one, `[${two}]`]));
    expect(all.ok && all.parts).toEqual([
      { id: "a", text: one },
      { id: "b", text: two },
    ]);
    expect(joined([one, "{oops"])).toBe("{oops");
  });
});
