export const picking = {
  recipes: "recipes",
  looking: "Looking up recipes…",
  failed: (why: string) => `The recipes could not be looked up: ${why} You can type the id meanwhile.`,
  noRecipe: (id: string) => `No recipe has the id “${id}”. It may be made later; until then this step fails.`,
  noneYet: "There is no such recipe yet. You can type the id of one that is made later.",
};
