import { plural } from "../plural";

export const preview = {
  title: (rows: number) =>
    plural(rows, { one: "How it reads for one real example", other: "How it reads for # real examples" }),
  missing: (names: string[]) =>
    `No value for ${new Intl.ListFormat("en").format(names)}. This one would not be sent; it would wait in Attention.`,
  later: "Part of it is known only when it runs.",
  working: "Working out what the steps before it give…",
  failed: (why: string) => `Not known, because a step before it fails for this one: ${why}`,
  empty: "Nothing yet",
  counted: (count: number, alphabet: "gsm7" | "ucs2", left: number) =>
    `${plural(count, { one: "# text", other: "# texts" })} (${alphabet === "gsm7" ? "GSM-7" : "UCS-2"}), ${plural(left, { one: "# character", other: "# characters" })} left`,
};
