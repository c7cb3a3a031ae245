export const saving = {
  idTaken: (id: string) =>
    `Another recipe has the id “${id}”, and saving would replace it. Give this one another id, under More options.`,
  chooseFirst: "Somebody else has saved this recipe since you began. Choose above whose to keep, then save.",
};
