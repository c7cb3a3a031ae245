import { plural } from "../plural";

export const gallery = {
  title: "Gallery",
  help: "Recipes for common tasks. Choose one, say where your data is, and make it yours; nothing runs before you activate it.",
  tasks: {
    patients: "Tell patients",
    staff: "Tell staff at once",
    reports: "Send reports",
    other: "More",
  } as Record<string, string>,
  use: "Use this",
  useOf: (title: string) => `Use: ${title}`,
  more: (count: number) => plural(count, { one: "and 1 more step", other: "and # more steps" }),
  asks: "Say what differs in your hospital. You can change everything else afterwards.",
  parts: {
    data: "Where the data is",
    people: "Who, when and what people read",
    connections: "Which connections are used",
  },
  looking: "Looking up what is there…",
  make: "Make the recipe",
  asked: {
    spreadsheet: () => "Spreadsheet",
    sheet: () => "Sheet",
    column: (header: string) => `Which column is “${header}”?`,
    table: (table: string) => `Which table is “${table}”?`,
    address: () => "Who gets the email?",
    path: () => "The end of the address that devices post to",
    time: () => "At what time?",
    zone: () => "On the clocks of which time zone?",
    clinic: () => "Clinic's name in messages",
    phone: () => "Phone number for questions",
    connection: (connector: string, written: string) => `${connector}: “${written}”`,
  },
  choose: "Choose",
  notFound: (name: string) => `“${name}” is not there. Choose another one.`,
  missing: "This is needed.",
  timeWrong: "A time such as 8:00.",
  practised: "Not set up, so the practice clinic stands for it.",
  notSetUp: "Not set up yet. Make the recipe now; before you activate it, add this under Connections.",
  queries: (tables: string, connection: string) =>
    `The queries read ${tables}, which “${connection}” does not have. Put your own tables into them in the next screen.`,
};
