import { plural } from "../plural";

export const recipes = {
  title: "Recipes",
  help: "A recipe says what starts it and what it then does.",
  empty: "No recipes yet",
  emptyHelp: "Recipes come from the gallery, from the editor, or are imported as JSON.",
  states: { active: "Active", paused: "Paused", draft: "Draft", stopped: "Stopped" } as Record<string, string>,
  activate: "Activate",
  pause: "Pause",
  paused: (title: string) => `${title} is paused`,
  version: (version: number) => `Version ${version}`,
  newerVersion: (active: number, latest: number) =>
    `Version ${active} runs; version ${latest} is saved and waits to be activated`,
  notHearing: "Hears nothing",
  lastLook: "Looked last at",
  lastEvent: "Heard something at",
  nextFire: "Due next at",
  silent: "Unusually quiet",
  silentFor: (days: number, usual: number) =>
    `No event for ${plural(days, { one: "1 day", other: "# days" })}, usually ${usual < 1 ? "one every few days" : `${usual.toLocaleString()} a day`}. Check that the source still changes.`,
  runsOf: "Runs",
  create: "New recipe",
  fromTemplate: "From a template",
  json: "JSON",
  jsonHelp: "The recipe as it is kept. This is exactly what an export contains.",
  noVersion: "Not activated yet",
};
