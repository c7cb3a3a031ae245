/** What the rows of a list are known by on the screen, in the list's order. */
export interface RowKeys {
  readonly ids: readonly string[];
  readonly keys: readonly string[];
}

/**
 * A row goes with its id. Where one id alone has become another one, its row was renamed and stays what it was: a row
 * made anew would lose the press of whoever leaves the id by going on to another field.
 */
export function rowKeys(before: RowKeys | undefined, ids: readonly string[]): RowKeys {
  if (before === undefined) return { ids, keys: distinct([...ids]) };
  const { ids: old, keys } = before;
  const others = ids.flatMap((id, index) => (id === old[index] ? [] : [index]));
  if (ids.length === old.length && others.length === 0) return before;
  const [only = -1] = others;
  const isRenamed =
    ids.length === old.length &&
    others.length === 1 &&
    !old.includes(ids[only] ?? "") &&
    !ids.includes(old[only] ?? "");
  if (isRenamed) return { ids, keys };
  const known = new Map(old.map((id, index) => [id, keys[index]]));
  const kept = ids.map((id) => known.get(id));
  return { ids, keys: distinct(ids.map((id, index) => kept[index] ?? (kept.includes(id) ? `${id} again` : id))) };
}

/** Ids that are there twice, while somebody types one, are told apart by where they stand. */
function distinct(keys: string[]): string[] {
  return keys.map((key, index) => (keys.indexOf(key) === index ? key : `${key} ${index}`));
}
