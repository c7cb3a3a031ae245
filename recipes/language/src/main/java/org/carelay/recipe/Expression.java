package org.carelay.recipe;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A JSONata expression, compiled once and evaluated often, by many threads at once. */
public final class Expression {
  private static final int LONGEST = 20_000;

  private final String text;
  private final Jsonata compiled;
  private final List<ExpressionSyntax.Reference> references;
  private final boolean writesToData;
  private final @Nullable List<String> plainPath;
  private final @Nullable PlainTest plainTest;

  private Expression(String text, Jsonata compiled) {
    this.text = text;
    this.compiled = compiled;
    var tree = JsonataInternals.tree(compiled);
    var syntax = ExpressionSyntax.of(tree);
    this.references = syntax.references();
    this.writesToData = syntax.writesToData();
    this.plainPath = ExpressionSyntax.plainPath(tree);
    this.plainTest = PlainTest.of(tree);
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

  private static final Value UNDEFINED = new Value.Undefined();

  /**
   * @throws ExpressionException if this is no expression, with the position; also for what recipes
   *     may not do, such as calling an unknown function
   */
  public static Expression compile(String text) {
    if (text.length() > LONGEST) {
      throw new ExpressionException(
          "expression-too-long", "An expression has at most " + LONGEST + " characters", 0, null);
    }
    try {
      return new Expression(text, JsonataRuntime.compile(text));
    } catch (ExpressionException e) {
      throw e;
    } catch (JException e) {
      throw new ExpressionException(
          "expression-syntax", JsonataErrors.syntax(e), e.getLocation(), e);
    } catch (RuntimeException | StackOverflowError e) {
      // The parser meets some wrong texts with whatever goes wrong first.
      throw new ExpressionException("expression-syntax", "This is not an expression", -1, e);
    }
  }

  /** As written. */
  public String text() {
    return text;
  }

  /** The names looked up in the scope. */
  List<ExpressionSyntax.Reference> references() {
    return references;
  }

  /** The names where the expression is nothing but a path. */
  @Nullable List<String> plainPath() {
    return plainPath;
  }

  /**
   * Evaluates within {@link Bounds}.
   *
   * @throws ExpressionException if a bound is exceeded or the values do not fit
   */
  public Value value(Scope scope) {
    if (plainPath != null) {
      var found = PlainPath.value(scope.names(), plainPath);
      if (found != PlainPath.NOT_PLAIN) {
        return found == PlainPath.UNDEFINED ? UNDEFINED : new Value.Given(found);
      }
    }
    if (plainTest != null) {
      var outcome = plainTest.test(scope.names());
      if (outcome != null) {
        return new Value.Given(outcome);
      }
    }
    return byLibrary(scope);
  }

  Value byLibrary(Scope scope) {
    var bounds = new Bounds();
    try {
      var raw = JsonataRuntime.evaluate(compiled, writesToData ? copy(scope) : scope, bounds);
      return raw == null ? UNDEFINED : new Value.Given(Results.json(raw, bounds));
    } catch (RuntimeException | StackOverflowError e) {
      throw JsonataErrors.failure(text, bounds, e);
    }
  }

  private static Scope copy(Scope scope) {
    return new Scope(Results.copy(scope.names()), scope.now(), scope.zone());
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
