import { expect, it } from "vitest";
import { blankLike, changedTo, kindOf, losesSome, valueKinds } from "./values";

it("every JSON value has a kind, and becomes one of any other kind", () => {
  const values = ["a", "", 4.5, true, null, [], ["x"], {}, { a: 1 }];
  expect(values.map(kindOf)).toEqual([
    "text",
    "text",
    "number",
    "yesNo",
    "nothing",
    "list",
    "list",
    "entries",
    "entries",
  ]);
  for (const value of values) for (const kind of valueKinds) expect(kindOf(changedTo(kind, value))).toBe(kind);
});

it("what another kind can hold is kept, and what it cannot is known", () => {
  expect(changedTo("number", "12.5")).toBe(12.5);
  expect(changedTo("number", "many")).toBe(0);
  expect(changedTo("text", 12.5)).toBe("12.5");
  expect(changedTo("list", { a: 1 })).toEqual([{ a: 1 }]);
  expect(losesSome("list", { a: 1 })).toBe(false);
  expect(losesSome("text", { a: 1 })).toBe(true);
  expect(losesSome("text", [])).toBe(false);
});

it("the next one of a list is like the last one, and empty", () => {
  expect(blankLike({ name: "Ana", beds: 2, free: true, tags: ["x"] })).toEqual({
    name: "",
    beds: 0,
    free: false,
    tags: [],
  });
});
