const rules = new Intl.PluralRules("en");

/** `plural(3, { one: "# run", other: "# runs" })` is "3 runs". */
export function plural(count: number, forms: { one: string; other: string }): string {
  const form = rules.select(count) === "one" ? forms.one : forms.other;
  return form.replace("#", count.toLocaleString("en"));
}
