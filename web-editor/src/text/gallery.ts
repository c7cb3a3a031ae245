/** The words of the gallery: a part of the catalogue that is fetched with it. */
export { gallery } from "./en/gallery";
