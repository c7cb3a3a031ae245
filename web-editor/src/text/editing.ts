import { policy } from "./en/policy";
import { questions } from "./en/questions";
import { waits } from "./en/waits";

/** The words of the editor's larger forms: a part of the catalogue that is fetched with them, not before the first screen. */
export const editing = { policy, questions, waits };
