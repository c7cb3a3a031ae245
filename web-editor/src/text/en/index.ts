export { attention } from "./attention";
export { common } from "./common";
export { home } from "./home";
export { practice } from "./practice";
export { recipes } from "./recipes";
export { runs } from "./runs";
export { shell } from "./shell";
export { steps } from "./steps";
