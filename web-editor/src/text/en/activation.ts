import { plural } from "../plural";

const rows = (count: number) => plural(count, { one: "1 row", other: "# rows" });
const messages = (count: number) => plural(count, { one: "1 message", other: "# messages" });

const forecast = {
  title: "Tried with what is there now",
  looking: "Trying it with what is there now; nothing is sent…",
  failed: (why: string) => `It could not be tried with what is there now: ${why}`,
  nothingThere: "There is nothing it could be tried with now.",
  triedOn: (wanted: number, tried: number) =>
    `Tried with the next ${plural(tried, { one: "time or event", other: "# times or events" })}, it would start for ${wanted}:`,
  noneWanted: (tried: number) =>
    plural(tried, {
      one: "The condition is not true for the one there is.",
      other: "The condition is not true for any of the # latest.",
    }),
  wanted: (wanted: number, tried: number) =>
    plural(wanted, {
      one: `If all of the ${tried} latest changed as they are now, it would start for 1:`,
      other: `If all of the ${tried} latest changed as they are now, it would start for #:`,
    }),
  intents: {
    send: (count: number) => `${messages(count)} would go out.`,
    hold: (count: number) => `${messages(count)} would be held for a person.`,
    suppress: (count: number) => `${messages(count)} would not be sent.`,
    expire: (count: number) => `${messages(count)} would come too late, and not be sent.`,
    "bad-address": (count: number) => `${messages(count)} could not reach anybody.`,
    "already-sent": (count: number) => `${messages(count)} went out before, and would not again.`,
    write: (count: number) => plural(count, { one: "1 thing would be written.", other: "# things would be written." }),
  },
  fails: (count: number) => plural(count, { one: "1 run would fail.", other: "# runs would fail." }),
  reason: (reason: string, count: number) => (count === 1 ? reason : `${reason} (${count} times)`),
};

export const activation = {
  title: "Activate this recipe?",
  titleOf: (place: string) => `Activate this recipe? (${place})`,
  reaches: "It reaches people in these steps",
  reachesNobody: "No step of it reaches a person.",
  onlyNew: "From now on it runs by itself. Nothing that was before is caught up on.",
  counting: "Counting what is there already…",
  notCounted: (why: string) => `What is there already could not be counted: ${why}`,
  staysQuiet: (existing: number) =>
    existing === 0
      ? "From now on it runs by itself, for every change."
      : plural(existing, {
          one: "1 row exists and will not be sent: only what changes from now on counts.",
          other: "# rows exist and will not be sent: only what changes from now on counts.",
        }),
  begins: (wanted: number, existing: number) =>
    `${rows(existing)} ${existing === 1 ? "exists" : "exist"} now, and it starts at once for ${wanted === existing ? (existing === 1 ? "it" : "all of them") : `${wanted.toLocaleString()} of them`}`,
  beginsHelp:
    "The recipe says that it begins with what is there already. Steps that reach people send to those people now. To leave out what is there, go back and choose to start with new changes only.",
  confirm: (wanted: number, existing: number) =>
    `Yes: start it for ${wanted.toLocaleString()} of the ${existing.toLocaleString()} that exist now`,
  changed: (existing: number) => `Meanwhile there are ${existing.toLocaleString()}. Please look again and confirm.`,
  waiting: (count: number, more: boolean) =>
    (more ? "More than " : "") +
    plural(count, {
      one: "1 event came in while it was paused. It is handled as soon as the recipe is active.",
      other: "# events came in while it was paused. They are handled as soon as the recipe is active.",
    }),
  confirmFirst: "Look at the number and confirm it first.",
  now: "Activate",
  nowAndBegin: (wanted: number) => `Activate, and start for ${wanted.toLocaleString()}`,
  activated: (title: string, version: number) => `${title} is active (version ${version})`,
  skip: "Not this one",
  place: (number: number, count: number) => `${number} of ${count}`,
  forecast,
};
