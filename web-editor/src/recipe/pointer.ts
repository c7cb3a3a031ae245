/** A place in a document, as its parts: `["steps", 0, "with", "to"]`. */
export type Place = readonly (string | number)[];

/** As RFC 6901 writes it: `/steps/0/with/to`. */
export function pointerOf(place: Place): string {
  return place.map((part) => `/${String(part).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

export function getAt(document: unknown, place: Place): unknown {
  return place.reduce<unknown>(
    (value, part) => (typeof value === "object" && value !== null ? Reflect.get(value, part) : undefined),
    document,
  );
}

/**
 * The document with `value` at `place`; what is not on the way there stays the same object. `undefined` takes a
 * property away. Missing objects on the way are made.
 */
export function setAt(document: unknown, place: Place, value: unknown): unknown {
  const [part, ...rest] = place;
  if (part === undefined) return value;
  if (Array.isArray(document)) {
    return document.map((item: unknown, index) => (index === part ? setAt(item, rest, value) : item));
  }
  const owner = typeof document === "object" && document !== null ? (document as Record<string, unknown>) : {};
  const inner = setAt(owner[String(part)], rest, value);
  if (inner === undefined) return Object.fromEntries(Object.entries(owner).filter(([name]) => name !== part));
  return { ...owner, [part]: inner };
}

/** The problems that are at a place or inside it. */
export function isInside(pointer: string, place: Place): boolean {
  const prefix = pointerOf(place);
  return pointer === prefix || pointer.startsWith(`${prefix}/`);
}

/**
 * The document without the value at `place`, and without the parts on the way that mean nothing once they are empty.
 *
 * @param parts the names of such parts
 */
export function takeAway(document: unknown, place: Place, parts: ReadonlySet<string>): unknown {
  const left = setAt(document, place, undefined);
  const owner = place.slice(0, -1);
  const name = owner.at(-1);
  if (typeof name !== "string" || !parts.has(name)) return left;
  const value = getAt(left, owner);
  const isEmpty = typeof value === "object" && value !== null && Object.keys(value).length === 0;
  return isEmpty ? takeAway(left, owner, parts) : left;
}
