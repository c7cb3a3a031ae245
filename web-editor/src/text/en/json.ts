export const json = {
  empty: "There is nothing here. A recipe begins with { and ends with }.",
  expectedValue: "Here must be a value: a text in quotes, a number, true, false, null, { or [.",
  expectedName: "Here must be a name in double quotes. There may be a comma too many before it.",
  expected: (what: string) => `Here must be ${what}.`,
  unfinishedText: "This text has no end, or has a character in it that must be escaped.",
  twice: (name: string) => `The name “${name}” is here for the second time.`,
  tooDeep: "This is nested too deep.",
  afterEnd: "The recipe ends before this. Remove what follows, or a } too many.",
};
