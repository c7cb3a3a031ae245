import { plural } from "../plural";

export const gallery = {
  title: "Gallery",
  help: "Recipes for common tasks. Choose one, say where your data is, and make it yours; nothing runs before you activate it.",
  use: "Use this",
  useOf: (title: string) => `Use: ${title}`,
  more: (count: number) => plural(count, { one: "and 1 more step", other: "and # more steps" }),
  asks: "Say where your data is. You can change everything else afterwards.",
  asksNothing: "It asks for nothing. You can change everything afterwards.",
  looking: "Looking up what is there…",
  make: "Make the recipe",
  column: (header: string) => `Which column is “${header}”?`,
  asked: {
    spreadsheet: "Spreadsheet",
    sheet: "Sheet",
    table: "Table",
    address: "Who gets the email?",
    path: "The end of the address that devices post to",
  },
  choose: "Choose",
  notFound: (name: string) => `“${name}” is not there. Choose another one.`,
  missing: "This is needed.",
};
