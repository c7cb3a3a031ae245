import { useEffect, useRef, useState } from "react";

const spare = 12;
const atFirst = 40;

export interface WindowedRows<E extends HTMLElement> {
  /** On the element that holds the rows. */
  ref: React.RefObject<E | null>;
  /** The rows that are near what is seen: `from` is the first, `to` the one after the last. */
  from: number;
  to: number;
}

/** Which of many equally high rows need to be there while the page scrolls. `rowHeight` is in CSS pixels. */
export function useWindowedRows<E extends HTMLElement>(count: number, rowHeight: number): WindowedRows<E> {
  const ref = useRef<E>(null);
  const [range, setRange] = useState({ from: 0, to: atFirst });
  useEffect(() => {
    let frame: number | undefined;
    const measure = () => {
      frame = undefined;
      const top = ref.current?.getBoundingClientRect().top ?? 0;
      const from = Math.max(0, Math.floor(-top / rowHeight) - spare);
      const to = Math.max(from, Math.ceil((window.innerHeight - top) / rowHeight) + spare);
      setRange((before) => (before.from === from && before.to === to ? before : { from, to }));
    };
    const soon = () => {
      frame ??= requestAnimationFrame(measure);
    };
    soon();
    window.addEventListener("scroll", soon, { passive: true });
    window.addEventListener("resize", soon);
    return () => {
      if (frame !== undefined) cancelAnimationFrame(frame);
      window.removeEventListener("scroll", soon);
      window.removeEventListener("resize", soon);
    };
  }, [count, rowHeight]);
  return { ref, from: Math.min(range.from, count), to: Math.min(range.to, count) };
}
