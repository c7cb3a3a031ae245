package org.carelay.recipe;

import org.jspecify.annotations.Nullable;

/**
 * An expression that cannot be compiled or evaluated. The message names the expression and the
 * cause, and never the data.
 */
public class ExpressionException extends RuntimeException {
  private final String code;
  private final int position;

  /**
   * @param code stable, kebab-case, such as {@code expression-syntax}
   * @param position characters from the start of the expression; -1 where unknown
   */
  ExpressionException(String code, String message, int position, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
    this.position = position;
  }

  public String code() {
    return code;
  }

  public int position() {
    return position;
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
