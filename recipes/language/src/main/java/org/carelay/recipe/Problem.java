package org.carelay.recipe;

/**
 * Something wrong with a recipe.
 *
 * @param pointer where, as JSON pointer; empty for the document itself
 * @param code stable, kebab-case, such as {@code unknown-property}
 * @param message a plain sentence that says what to do
 */
public record Problem(String pointer, String code, String message, Severity severity) {
  /** Whether the recipe can be used all the same. */
  public enum Severity {
    /** The recipe cannot be used. */
    ERROR,
    /** The recipe can be used, but a person should look. */
    WARNING
  }

  static Problem error(String pointer, String code, String message) {
    return new Problem(pointer, code, message, Severity.ERROR);
  }
}
