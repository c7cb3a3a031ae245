export const scope = {
  event: "The event",
  other: "Other",
  now: "The time it runs",
  step: (id: string) => `From step ${id}`,
  whole: (id: string) => `All of ${id}`,
  item: "The item of this loop",
};
