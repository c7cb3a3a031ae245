const longest = 40;

/** A sample as a few characters; undefined where there is none. */
export function sampleText(sample: unknown): string | undefined {
  if (sample === undefined) return undefined;
  const text = typeof sample === "string" ? sample : JSON.stringify(sample);
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}
