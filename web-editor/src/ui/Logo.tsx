/** The mark; always beside the product's name or a title, so it is decoration to a screen reader. */
export function Logo({ size }: { size: number }) {
  return <img src="/carelay.svg" alt="" width={size} height={size} />;
}
