package org.carelay.recipe;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.carelay.recipe.JsonataInternals.Syntax;
import org.jspecify.annotations.Nullable;

/**
 * Compares what stands at a path with a literal or another path, and joins such comparisons with
 * {@code and} and {@code or}: most conditions are no more than that. The outcome is the library's,
 * in a hundredth of its time; values that are not texts, numbers or booleans are its work.
 */
sealed interface PlainTest {
  Set<String> EQUALITY = Set.of("=", "!=");
  Set<String> ORDER = Set.of("<", "<=", ">", ">=");
  Set<String> JOINING = Set.of("and", "or");

  /** Null where these values are the library's work. */
  @Nullable Boolean test(Map<?, ?> names);

  /** Null where the expression is anything else. */
  static @Nullable PlainTest of(Syntax root) {
    if (!root.type().equals("binary") || root.has("group") || root.has("predicate")) {
      return null;
    }
    var left = root.child("lhs");
    var right = root.child("rhs");
    if (left == null || right == null) {
      return null;
    }
    var operator = root.value();
    if (JOINING.contains(operator)) {
      var one = of(left);
      var other = of(right);
      return one == null || other == null ? null : new Joined(operator.equals("and"), one, other);
    }
    var one = Operand.of(left);
    var other = Operand.of(right);
    var known = EQUALITY.contains(operator) || ORDER.contains(operator);
    return !known || one == null || other == null ? null : new Compared(operator, one, other);
  }

  /** Both sides are always looked at: what the library would refuse in one is its to refuse. */
  record Joined(boolean both, PlainTest left, PlainTest right) implements PlainTest {
    @Override
    public @Nullable Boolean test(Map<?, ?> names) {
      var one = left.test(names);
      var other = right.test(names);
      if (one == null || other == null) {
        return null;
      }
      return both ? one && other : one || other;
    }
  }

  /** One comparison. */
  record Compared(String operator, Operand left, Operand right) implements PlainTest {
    @Override
    public @Nullable Boolean test(Map<?, ?> names) {
      var one = left.value(names);
      var other = right.value(names);
      if (!isScalar(one) || !isScalar(other)) {
        return null;
      }
      if (EQUALITY.contains(operator)) {
        return operator.equals("=") == asDouble(one).equals(asDouble(other));
      }
      var order = order(one, other);
      return order == null ? null : holds(order);
    }

    private static boolean isScalar(@Nullable Object value) {
      return value instanceof String || value instanceof Number || value instanceof Boolean;
    }

    private static Object asDouble(@Nullable Object scalar) {
      return scalar instanceof Number number
          ? (Object) number.doubleValue()
          : Objects.requireNonNull(scalar);
    }

    private static @Nullable Integer order(@Nullable Object one, @Nullable Object other) {
      if (one instanceof String left && other instanceof String right) {
        return left.compareTo(right);
      }
      if (one instanceof Integer left && other instanceof Integer right) {
        return left.compareTo(right);
      }
      return one instanceof Number left
              && other instanceof Number right
              && left.getClass() != right.getClass()
          ? (Integer) Double.compare(left.doubleValue(), right.doubleValue())
          : null;
    }

    private boolean holds(int order) {
      return switch (operator) {
        case "<" -> order < 0;
        case "<=" -> order <= 0;
        case ">" -> order > 0;
        default -> order >= 0;
      };
    }
  }

  /**
   * @param path null for a literal
   */
  record Operand(@Nullable List<String> path, @Nullable Object literal) {
    static @Nullable Operand of(Syntax node) {
      return switch (node.type()) {
        case "string", "number", "value" -> new Operand(null, node.literal());
        case "path" -> {
          var path = ExpressionSyntax.plainPath(node);
          yield path == null ? null : new Operand(path, null);
        }
        default -> null;
      };
    }

    @Nullable Object value(Map<?, ?> names) {
      return path == null ? literal : PlainPath.value(names, path);
    }
  }
}
