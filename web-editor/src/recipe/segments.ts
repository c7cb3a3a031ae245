/** What a phone company makes of a text (GSM 03.38): how many it counts as, and why. */
export interface Segments {
  count: number;
  /** `ucs2` as soon as one character is outside the GSM alphabet; then a text holds 70 instead of 160. */
  alphabet: "gsm7" | "ucs2";
  /** The characters that made it so, each once. */
  costly: string[];
  /** How much still fits before the next text begins. */
  left: number;
}

const basic = new Set(
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà",
);
const extended = new Set("^{}\\[~]|€\f");

export function segmentsOf(text: string): Segments {
  const characters = Array.from(text);
  const costly = [...new Set(characters.filter((each) => !basic.has(each) && !extended.has(each)))];
  if (costly.length > 0) return counted("ucs2", costly, text.length, 70, 67);
  const septets = characters.reduce((sum, each) => sum + (extended.has(each) ? 2 : 1), 0);
  return counted("gsm7", costly, septets, 160, 153);
}

function counted(
  alphabet: Segments["alphabet"],
  costly: string[],
  units: number,
  alone: number,
  together: number,
): Segments {
  const count = units <= alone ? 1 : Math.ceil(units / together);
  const room = count === 1 ? alone : count * together;
  return { count, alphabet, costly, left: room - units };
}
