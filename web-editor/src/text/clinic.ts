import { practice } from "./en/practice";

/** The words of the practice clinic: a part of the catalogue that is fetched with it, not before the first screen. */
export const clinic = practice;
