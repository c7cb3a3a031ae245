import type { Schema } from "../src/recipe/catalog";

export const string = (title: string, more: Schema = {}): Schema => ({ title, type: "string", ...more });
export const record = (properties: Record<string, Schema>, ...optional: string[]): Schema => ({
  type: "object",
  properties,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
  additionalProperties: false,
});
export const map = (title: string, more: Schema = {}): Schema => ({
  title,
  type: "object",
  additionalProperties: {},
  ...more,
});
export const texts = (title: string, more: Schema = {}): Schema => ({
  title,
  type: "array",
  items: { type: "string" },
  ...more,
});
export const duration = (title: string, more: Schema = {}): Schema => string(title, { format: "duration", ...more });
