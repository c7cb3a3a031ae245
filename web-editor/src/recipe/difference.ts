/** A line of a difference: in both texts, or only in one. */
export interface DifferenceLine {
  only?: "theirs" | "yours";
  text: string;
}

/** What has to change in one text to get the other, by lines; long stretches that are the same are left out. */
export function difference(theirs: string, yours: string): DifferenceLine[] {
  const before = theirs.split("\n");
  const after = yours.split("\n");
  const start = samePrefix(before, after);
  const end = Math.min(
    samePrefix(before.toReversed(), after.toReversed()),
    before.length - start,
    after.length - start,
  );
  const middle = compare(before.slice(start, before.length - end), after.slice(start, after.length - end));
  const same = (lines: string[]) => lines.map((text): DifferenceLine => ({ text }));
  return withoutLongSame([...same(before.slice(0, start)), ...middle, ...same(before.slice(before.length - end))]);
}

const context = 3;
/** Above this, the middle is shown as removed and added instead of compared line by line. */
const mostCells = 4_000_000;

function samePrefix(one: string[], other: string[]): number {
  let length = 0;
  while (length < one.length && length < other.length && one[length] === other[length]) length += 1;
  return length;
}

/** The longest common subsequence, by the textbook's table. */
function compare(before: string[], after: string[]): DifferenceLine[] {
  const theirs = (text: string): DifferenceLine => ({ only: "theirs", text });
  const yours = (text: string): DifferenceLine => ({ only: "yours", text });
  if (before.length * after.length > mostCells) return [...before.map(theirs), ...after.map(yours)];
  const width = after.length + 1;
  const lengths = new Uint32Array((before.length + 1) * width);
  const at = (row: number, column: number) => lengths[row * width + column] ?? 0;
  for (let row = before.length - 1; row >= 0; row -= 1) {
    for (let column = after.length - 1; column >= 0; column -= 1) {
      lengths[row * width + column] =
        before[row] === after[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  const lines: DifferenceLine[] = [];
  let row = 0;
  let column = 0;
  while (row < before.length || column < after.length) {
    const old = before[row];
    const fresh = after[column];
    if (old !== undefined && old === fresh) {
      lines.push({ text: old });
      row += 1;
      column += 1;
    } else if (old !== undefined && (fresh === undefined || at(row + 1, column) >= at(row, column + 1))) {
      lines.push(theirs(old));
      row += 1;
    } else {
      lines.push(yours(fresh ?? ""));
      column += 1;
    }
  }
  return lines;
}

function withoutLongSame(lines: DifferenceLine[]): DifferenceLine[] {
  const near = lines.map((_, index) =>
    lines.slice(Math.max(0, index - context), index + context + 1).some(({ only }) => only),
  );
  return lines.flatMap((line, index) => (near[index] ? [line] : near[index - 1] ? [{ text: "…" }] : []));
}
