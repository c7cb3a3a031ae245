package org.carelay.recipe;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import org.jspecify.annotations.Nullable;

/** A JSONata expression, compiled once and evaluated often, by many threads at once. */
public final class Expression {
  private final String text;
  private final Jsonata compiled;

  private Expression(String text, Jsonata compiled) {
    this.text = text;
    this.compiled = compiled;
  }

  /**
   * @throws ExpressionException if this is no expression; with the position
   */
  public static Expression compile(String text) {
    try {
      var compiled = Jsonata.jsonata(text);
      compiled.setValidateInput(false);
      compiled.setOutputConvertNulls(false);
      return new Expression(text, compiled);
    } catch (JException e) {
      throw new ExpressionException(
          "expression-syntax", String.valueOf(e.getMessage()), e.getLocation(), e);
    }
  }

  /** As written. */
  public String text() {
    return text;
  }

  /** What an evaluation gives: JSONata tells nothing apart from null. */
  public sealed interface Value {
    /**
     * @param json Map, List, String, Boolean, Number or null
     */
    record Given(@Nullable Object json) implements Value {}

    /** Nothing was found. */
    record Undefined() implements Value {}
  }

  /**
   * Evaluates within the bounds of time, depth and size.
   *
   * @throws ExpressionException if a bound is exceeded or the values do not fit
   */
  public Value value(Scope scope) {
    var frame = compiled.createFrame();
    frame.setRuntimeBounds(500, 101);
    try {
      var result = compiled.evaluate(scope.names(), frame);
      return result == null
          ? new Value.Undefined()
          : new Value.Given(result == Jsonata.NULL_VALUE ? null : result);
    } catch (JException e) {
      throw new ExpressionException("expression-failed", "failed", e.getLocation(), null);
    }
  }

  /** As {@link #value}, where nothing and null need not be told apart. */
  public @Nullable Object evaluate(Scope scope) {
    return value(scope) instanceof Value.Given given ? given.json() : null;
  }

  /** Whether this is true by JSONata's rules: nothing, null, 0, "" and empty lists are false. */
  public boolean test(Scope scope) {
    return Jsonata.boolize(evaluate(scope));
  }

  @Override
  public String toString() {
    return text;
  }
}
