import { expect, it } from "vitest";
import { columnLetter } from "./columnLetter";
import { editsOf, parseTable } from "./pasted";

it.each([
  ["Ready", [["Ready"]]],
  [
    "a\tb\nc\td\n",
    [
      ["a", "b"],
      ["c", "d"],
    ],
  ],
  [
    "a\tb\r\nc\td",
    [
      ["a", "b"],
      ["c", "d"],
    ],
  ],
  ["a\t\t", [["a", "", ""]]],
  ['"two\nlines"\tb', [["two\nlines", "b"]]],
  ['"a ""quoted""\tcell"', [['a "quoted"\tcell']]],
  ['say "hi"', [['say "hi"']]],
  ["", [[]]],
])("%j pastes as %j", (pasted, table) => expect(parseTable(pasted)).toEqual(table));

it("pastes from the chosen cell on, and not below the last row", () => {
  expect(editsOf([["a", "b"], ["c"]], 2, 1, 4)).toEqual([
    { row: 2, column: 1, text: "a" },
    { row: 2, column: 2, text: "b" },
    { row: 3, column: 1, text: "c" },
  ]);
  expect(editsOf([["a"], ["b"]], 3, 0, 4)).toHaveLength(1);
});

it("counts columns as spreadsheets do", () => {
  expect([0, 25, 26, 51, 52, 701, 702].map(columnLetter)).toEqual(["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
});
