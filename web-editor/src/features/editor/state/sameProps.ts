import { memo, type ComponentType } from "react";

/** As React's `memo`, but a place or a frame that is made anew and says the same is the same. */
export function memoByContent<P extends object>(component: ComponentType<P>): ComponentType<P> {
  return memo(component, (before, after) => sameMembers(before, after, 2));
}

function sameMembers(one: object, other: object, deep: number): boolean {
  const names = Object.keys(one);
  if (names.length !== Object.keys(other).length) return false;
  return names.every((name) => same(Reflect.get(one, name), Reflect.get(other, name), deep));
}

function same(one: unknown, other: unknown, deep: number): boolean {
  if (Object.is(one, other)) return true;
  if (deep === 0 || !isPlain(one) || !isPlain(other)) return false;
  return sameMembers(one, other, deep - 1);
}

function isPlain(value: unknown): value is object {
  if (typeof value !== "object" || value === null) return false;
  return Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
}
