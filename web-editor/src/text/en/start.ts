export const start = {
  button: "Start",
  of: (title: string) => `Start: ${title}`,
  title: (title: string) => `Start “${title}”`,
  help: "It starts once, with what you fill in here.",
  asksNothing: "It asks for nothing and starts once.",
  now: "Start it",
  started: (title: string) => `${title} was started`,
};
