export const textSizes = ["normal", "larger", "largest"] as const;

export type TextSize = (typeof textSizes)[number];

const percent: Record<TextSize, number> = { normal: 100, larger: 115, largest: 130 };
const key = "carelay-text-size";

/** What was chosen in this browser before. */
export function chosenSize(): TextSize {
  const kept = localStorage.getItem(key);
  return textSizes.find((each) => each === kept) ?? "normal";
}

/** Everything is sized after the document's text, so all of it grows. */
export function setTextSize(size: TextSize): void {
  localStorage.setItem(key, size);
  showTextSize(size);
}

export function showTextSize(size: TextSize): void {
  document.documentElement.style.fontSize = `${percent[size]}%`;
}
