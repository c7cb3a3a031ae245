export type SpanUnit = "S" | "M" | "H" | "D" | "W";

export interface Span {
  amount: number;
  unit: SpanUnit;
}

/** `PT5M` as 5 minutes; undefined where there is more than one unit, or none. */
export function readSpan(written: string): Span | undefined {
  const date = /^P(\d+)([DW])$/.exec(written);
  const time = /^PT(\d+(?:\.\d+)?)([HMS])$/.exec(written);
  const [, amount, unit] = date ?? time ?? [];
  return amount === undefined ? undefined : { amount: Number(amount), unit: unit as SpanUnit };
}

export function writeSpan(amount: number, unit: SpanUnit): string {
  return unit === "D" || unit === "W" ? `P${amount}${unit}` : `PT${amount}${unit}`;
}
