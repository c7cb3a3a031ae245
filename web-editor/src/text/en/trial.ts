import { plural } from "../plural";

export const trial = {
  tab: "Try it",
  help: "What the recipe would do with what is chosen below. Functions really run; nothing is sent, written or asked outside.",
  noSample:
    "There is nothing to try it with yet. Choose what starts the recipe; a row of the practice sheet then is a sample.",
  again: "Try again",
  starts: "It would start",
  startsNot: "It would not start",
  startsLater: "Whether it starts is known when it runs",
  because: (condition: string) => `The condition is: ${condition}.`,
  anyway: "This is what the steps would do if it did start:",
  steps: "What would happen",
  outcome: {
    message: "Would go out",
    change: "Would be written",
    look: "Looks this up",
    lookBefore: "Looks this up; shown here with what it gave the last time",
    ran: "Ran here",
    failed: "Failed",
    branch: (condition: string) => `Goes this way: ${condition}`,
    otherwise: "Goes the other way",
    loop: (count: number) =>
      count === 0
        ? "The list is empty: nothing happens"
        : plural(count, { one: "Once; shown here", other: "# times; the first one is shown" }),
    passes: "Goes on",
    off: "Switched off",
    skipped: (condition: string) => `Left out, because it is not so that ${condition}`,
    stopped: "Stops here",
    later: "Known when it runs",
  },
  missing: (path: string) =>
    `${path} has no value. The run stops here and waits for you under Attention; nothing goes out.`,
  where: {
    practice: "In practice it goes to the practice phone and mailbox.",
    allowlist: "Only somebody on the allowlist gets it; for anybody else it is held.",
    live: "It reaches the person, unless consent, quiet hours or a limit holds it.",
  },
  result: "Result",
  row: "Did this row start it, or why not?",
  rowHelp: "From what is known here about this row and this recipe:",
  rowNotSaved: "The recipe is not saved yet, so it has not listened to anything.",
  rowInactive: "The recipe is not active: it starts nothing until it is activated.",
  rowTrigger: (problem: string) => `It does not hear of changes at the moment: ${problem}`,
  rowRan: (count: number) =>
    plural(count, { one: "It did start for this patient once:", other: "It did start for this patient:" }),
  rowNever: "It has not started for this patient yet.",
  rowNoSubject: "The recipe does not say about whom it is, so its runs cannot be found by patient.",
  rowHolds:
    "The condition is true now. It starts at the next change of the row; what was there when it was activated counts as seen.",
  rowHoldsNot: (condition: string) => `The condition is not true for the row as it is now: ${condition}.`,
};
