package org.carelay.recipe;

/** A value is needed and the expression gives none: "Hello, undefined" must never be sent. */
public final class MissingValueException extends ExpressionException {
  private final String expression;
  private final String pointer;

  /**
   * @param expression as written
   * @param pointer where it stands, as JSON pointer below {@code with}; empty where it stands alone
   */
  MissingValueException(String expression, String pointer) {
    super("missing-value", sentence(expression, pointer), -1, null);
    this.expression = expression;
    this.pointer = pointer;
  }

  private static String sentence(String expression, String pointer) {
    var place = pointer.isEmpty() ? "" : " (needed at " + pointer + ")";
    return "\"" + expression + "\" has no value" + place;
  }

  public String expression() {
    return expression;
  }

  public String pointer() {
    return pointer;
  }
}
