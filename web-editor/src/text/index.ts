import * as en from "./en";

/** Every word on the screen comes from here; another language is another folder of the same shape. */
export type Catalogue = typeof en;

export const text: Catalogue = en;
export { plural } from "./plural";
