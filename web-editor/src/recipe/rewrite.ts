import type { JsonNode } from "./jsonText";

/**
 * The text after `node.value` has become `value`. Parts that are the same object or the same plain value keep their
 * text to the byte: number spellings, order and layout included. `value` must have been made without changing the old
 * one in place.
 */
export function rewrite(text: string, node: JsonNode, value: unknown): string {
  return text.slice(0, node.start) + write(text, node, value, indentAt(text, node.start)) + text.slice(node.end);
}

function write(text: string, node: JsonNode | undefined, value: unknown, indent: string): string {
  if (node === undefined) return JSON.stringify(value, null, 2).replaceAll("\n", `\n${indent}`);
  if (Object.is(node.value, value)) return text.slice(node.start, node.end);
  if (Array.isArray(value) && node.items !== undefined) return writeList(text, node, node.items, value, indent);
  if (isRecord(value) && node.members !== undefined) return writeObject(text, node, node.members, value, indent);
  return write(text, undefined, value, indent);
}

function writeObject(
  text: string,
  node: JsonNode,
  members: Map<string, JsonNode>,
  value: Record<string, unknown>,
  indent: string,
): string {
  const kept = [...members.keys()].filter((name) => Object.hasOwn(value, name));
  const added = Object.keys(value).filter((name) => !members.has(name));
  const names = [...kept, ...added].filter((name) => value[name] !== undefined);
  const sameNames = names.length === members.size && added.length === 0;
  if (sameNames)
    return splice(
      text,
      node,
      [...members].map(([name, member]) => ({ member, value: value[name] })),
    );
  const inner = `${indent}  `;
  const lines = names.map((name) => `${JSON.stringify(name)}: ${write(text, members.get(name), value[name], inner)}`);
  return lines.length === 0 ? "{}" : `{\n${inner}${lines.join(`,\n${inner}`)}\n${indent}}`;
}

function writeList(text: string, node: JsonNode, items: JsonNode[], value: unknown[], indent: string): string {
  const elsewhere = (each: unknown, place: number) =>
    typeof each === "object" &&
    each !== null &&
    items.some((item, index) => index !== place && Object.is(item.value, each));
  if (value.length === items.length && !value.some(elsewhere)) {
    return splice(
      text,
      node,
      items.map((member, place) => ({ member, value: value[place] })),
    );
  }
  const inner = `${indent}  `;
  const unused = new Set(items);
  const lines = value.map((each) => {
    const same = [...unused].find((item) => Object.is(item.value, each) && typeof each === "object");
    if (same !== undefined) unused.delete(same);
    return write(text, same, each, inner);
  });
  return lines.length === 0 ? "[]" : `[\n${inner}${lines.join(`,\n${inner}`)}\n${indent}]`;
}

/** Replaces the parts where they stand and keeps everything between them. */
function splice(text: string, node: JsonNode, parts: { member: JsonNode; value: unknown }[]): string {
  let written = "";
  let end = node.start;
  for (const { member, value } of parts) {
    written += text.slice(end, member.start) + write(text, member, value, indentAt(text, member.start));
    end = member.end;
  }
  return written + text.slice(end, node.end);
}

function indentAt(text: string, offset: number): string {
  const line = text.slice(text.lastIndexOf("\n", offset - 1) + 1, offset);
  return /^[ \t]*/.exec(line)?.[0] ?? "";
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
