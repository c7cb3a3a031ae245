export const clocks = {
  back: (before: string, after: string) => `The clocks go back before this one: ${before} → ${after}`,
  forward: (before: string, after: string) => `The clocks go forward before this one: ${before} → ${after}`,
  next: (zone: string) => `The next times, in ${zone}; the clocks change among them`,
};
