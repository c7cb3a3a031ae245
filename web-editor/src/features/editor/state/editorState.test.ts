import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { getAt, type Place } from "@/recipe/pointer";
import { isObject } from "@/recipe/shape";
import { editorReducer, openEditor, type EditorState } from "./editorState";

const gallery = "../recipes/gallery";

function set(state: EditorState, place: Place, value: unknown): EditorState {
  return editorReducer(state, { type: "set", place, value, about: "test", at: 0 });
}

function placesIn(value: unknown, at: Place): Place[] {
  if (Array.isArray(value)) return value.flatMap((each, index) => placesIn(each, [...at, index]));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, each]) => [[...at, name], ...placesIn(each, [...at, name])]);
}

it.each(readdirSync(gallery))("leaves %s as it was, byte for byte, where a value is changed and put back", (name) => {
  const text = readFileSync(`${gallery}/${name}/recipe.json`, "utf8");
  const opened = openEditor(text);
  const places = placesIn(opened.node.value, []);
  expect(places.length).toBeGreaterThan(20);
  for (const place of places) {
    const value = getAt(opened.node.value, place);
    for (const other of [undefined, "something else"]) {
      const changed = set(opened, place, other);
      expect(changed.text).not.toBe(text);
      expect(set(changed, place, value).text).toBe(text);
    }
  }
});

it("keeps the order that is typed in the JSON view", () => {
  const typed = editorReducer(openEditor('{"a":1,"b":2}'), { type: "type", text: '{"b":2,"a":1}', at: 0 });
  expect(typed.text).toBe('{"b":2,"a":1}');
});
