export const home = {
  title: "Home",
  welcome: "See it work in five minutes",
  welcomeHelp: "A practice clinic is built in: a sheet, a phone and a mailbox. Nothing leaves this machine.",
  openPractice: "Open the practice clinic",
  needsYou: "What needs you",
  nothingNeedsYou: "Nothing needs you right now.",
  allAttention: "See all",
  recipes: "Recipes",
  allRecipes: "All recipes",
  latestRuns: "Latest runs",
  allRuns: "All runs",
};
