export const waits = {
  gives: {
    body: "What was answered",
    keyword: "The first word of the answer",
    approved: "Whether a person said yes",
    decision: "What a person decided",
    state: "Whether it has arrived",
    kind: "Why it has not arrived",
    words: "the words",
  },
};
