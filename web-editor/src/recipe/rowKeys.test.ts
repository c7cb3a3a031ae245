import { expect, it } from "vitest";
import { rowKeys } from "./rowKeys";

it("a renamed row stays the row it was, and its old id is free for another one", () => {
  const first = rowKeys(undefined, ["clean", "text", "mark"]);
  const renamed = rowKeys(first, ["tidy", "text", "mark"]);
  expect(renamed.keys).toEqual(["clean", "text", "mark"]);
  const added = rowKeys(renamed, ["tidy", "text", "mark", "clean"]);
  expect(added.keys.slice(0, 3)).toEqual(["clean", "text", "mark"]);
  expect(new Set(added.keys).size).toBe(4);
  expect(rowKeys(renamed, ["clean", "text", "mark"]).keys).toEqual(first.keys);
});

it("rows that move, come or go take theirs along", () => {
  const first = rowKeys(undefined, ["a", "b", "c"]);
  expect(rowKeys(first, ["c", "a", "b"]).keys).toEqual(["c", "a", "b"]);
  expect(rowKeys(first, ["a", "c"]).keys).toEqual(["a", "c"]);
  expect(rowKeys(first, ["a", "b", "c"])).toBe(first);
  expect(new Set(rowKeys(first, ["a", "a", ""]).keys).size).toBe(3);
});
