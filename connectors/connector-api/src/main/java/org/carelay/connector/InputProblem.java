package org.carelay.connector;

/**
 * Something wrong with what is written in a recipe.
 *
 * @param pointer JSON pointer below {@code with}, such as {@code /cron}
 * @param code stable, kebab-case, such as {@code cron-never-fires}
 * @param message a plain sentence that says what to do
 */
public record InputProblem(String pointer, String code, String message) {}
