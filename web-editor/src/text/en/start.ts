export const start = {
  button: "Start",
  runNow: "Run now",
  early:
    "It runs once now, as if its time had come. What goes out now does not go out again at its time, where it is about the same.",
  of: (title: string) => `Start: ${title}`,
  title: (title: string) => `Start “${title}”`,
  help: "It starts once, with what you fill in here.",
  asksNothing: "It asks for nothing and starts once.",
  now: "Start it",
  started: (title: string) => `${title} was started`,
};
