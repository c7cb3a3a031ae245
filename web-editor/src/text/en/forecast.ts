import { plural } from "../plural";

const messages = (count: number) => plural(count, { one: "1 message", other: "# messages" });

export const forecast = {
  title: "What is there now",
  looking: "Trying it with what is there now; nothing is sent…",
  failed: (why: string) => `It could not be tried with what is there now: ${why}`,
  nothingThere: "There is nothing it could be tried with now.",
  exist: (count: number) =>
    plural(count, {
      one: "1 row exists. Nothing is sent for it: only what changes from now on counts.",
      other: "# rows exist. Nothing is sent for them: only what changes from now on counts.",
    }),
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
