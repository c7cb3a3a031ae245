import { clocks } from "./en/clocks";
import { picking } from "./en/picking";
import { policy } from "./en/policy";
import { preview } from "./en/preview";
import { questions } from "./en/questions";
import { saving } from "./en/saving";
import { values } from "./en/values";
import { waits } from "./en/waits";

/** The words of the editor's larger forms: a part of the catalogue that is fetched with them, not before the first screen. */
export const editing = { clocks, picking, policy, preview, questions, saving, values, waits };
