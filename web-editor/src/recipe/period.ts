import { plural, text } from "@/text";

const iso = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;

/** `PT2H30M` as "2 hours 30 minutes"; what is not an ISO-8601 period stays as it is. */
export function periodInWords(period: string): string {
  const match = iso.exec(period);
  if (match === null || period === "P" || period.endsWith("T")) return period;
  const { W, D, H, M, S } = text.steps.units;
  const forms = [W, D, H, M, S];
  const words = forms.flatMap((form, index) => {
    const amount = match[index + 1];
    return amount === undefined ? [] : [plural(Number(amount), form)];
  });
  return words.join(" ");
}
