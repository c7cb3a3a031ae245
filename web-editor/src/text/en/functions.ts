import { plural } from "../plural";

export const functions = {
  title: "Functions",
  help: "A few lines of code that reshape values. They run shut off from the network and from files, and cost nothing while nothing happens.",
  inRecipes: "In your recipes",
  empty: "No recipe has a function yet",
  emptyHelp: "Add a step such as “Run Python” to a recipe. Try one here first, if you like.",
  inRecipe: "In",
  lately: "How it did lately",
  latelyOf: (name: string) => `How it did lately: ${name}`,
  latelyHelp: (runs: number) =>
    plural(runs, { one: "From the latest run of its recipe.", other: "From the latest # runs of its recipe." }),
  worked: (count: number) => plural(count, { one: "worked once", other: "worked # times" }),
  failed: (count: number) => plural(count, { one: "failed once", other: "failed # times" }),
  usually: (time: string) => `usually ${time}`,
  slowest: (time: string) => `at most ${time}`,
  notYet: "It has not run yet.",
  lastError: "Last error",
  tryTitle: "Try a function",
  tryHelp: "Runs once with the input below; nothing is saved and nothing is sent.",
  language: "Language",
  code: "Code",
  input: "Input",
  inputHelp: "What the function gets, as JSON.",
  run: "Run",
};
