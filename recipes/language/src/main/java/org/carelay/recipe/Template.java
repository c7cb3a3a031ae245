package org.carelay.recipe;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Text with expressions in {@code {{ }}}. A text that is exactly one {@code {{ }}} keeps the
 * value's type; otherwise the values are put into the text.
 */
public final class Template {
  /** As JSONata writes numbers: enough to hide binary fractions, such as 0.1 + 0.2. */
  private static final MathContext DIGITS = new MathContext(15);

  private final String text;
  private final List<Part> parts;

  private Template(String text, List<Part> parts) {
    this.text = text;
    this.parts = parts;
  }

  /** What a blank text is that a field gives within other text. */
  enum Blanks {
    KEPT,
    MISSING
  }

  private sealed interface Part {
    record Fixed(String text) implements Part {}

    /**
     * @param offset where the expression begins in the text
     */
    record Computed(Expression expression, int offset) implements Part {}
  }

  /**
   * @throws ExpressionException if an expression cannot be compiled or double braces are not
   *     closed; the position counts from the start of the text
   */
  public static Template compile(String text) {
    var parts = new ArrayList<Part>();
    int from = 0;
    for (int open = text.indexOf("{{"); open >= 0; open = text.indexOf("{{", from)) {
      if (open > from) {
        parts.add(new Part.Fixed(text.substring(from, open)));
      }
      int close = TemplateScanner.closing(text, open + 2);
      parts.add(expression(text, open + 2, close));
      from = close + 2;
    }
    if (from < text.length()) {
      parts.add(new Part.Fixed(text.substring(from)));
    }
    return new Template(text, List.copyOf(parts));
  }

  private static Part expression(String text, int from, int to) {
    var raw = text.substring(from, to);
    var offset = from + (raw.length() - raw.stripLeading().length());
    try {
      return new Part.Computed(Expression.compile(raw.strip()), offset);
    } catch (ExpressionException e) {
      var position = e.position() < 0 ? from : offset + e.position();
      throw new ExpressionException(e.code(), e.getMessage(), position, e);
    }
  }

  /** As written. */
  public String text() {
    return text;
  }

  /** True where there is no {@code {{ }}}: the text is the value. */
  public boolean isLiteral() {
    return parts.stream().allMatch(Part.Fixed.class::isInstance);
  }

  /** The expression where the text is exactly one {@code {{ }}}. */
  @Nullable Expression whole() {
    return parts.size() == 1 && parts.getFirst() instanceof Part.Computed(var expression, var _)
        ? expression
        : null;
  }

  /** The names looked up in the scope, with positions in this text. */
  List<ExpressionSyntax.Reference> references() {
    return parts.stream()
        .filter(Part.Computed.class::isInstance)
        .map(Part.Computed.class::cast)
        .flatMap(part -> part.expression().references().stream().map(r -> r.shifted(part.offset())))
        .toList();
  }

  /**
   * The value: of any type where the text is exactly one {@code {{ }}}, else text.
   *
   * @throws MissingValueException where an expression gives nothing or null
   * @throws ExpressionException where an expression fails, or gives a list or an object within text
   */
  public Object render(Scope scope) {
    return render(scope, Blanks.KEPT);
  }

  /**
   * The value as a name that tells one thing from others. Where nothing is in it, all things would
   * be the same one.
   *
   * @throws MissingValueException where it is computed and blank, or an expression gives nothing
   */
  public String renderName(Scope scope) {
    var name = String.valueOf(render(scope));
    if (name.isBlank() && !isLiteral()) {
      throw new MissingValueException(text, "");
    }
    return name;
  }

  Object render(Scope scope, Blanks blanks) {
    var whole = whole();
    if (whole != null) {
      var value = whole.evaluate(scope);
      if (value == null) {
        throw new MissingValueException(whole.text(), "");
      }
      return value;
    }
    return parts.size() == 1 && parts.getFirst() instanceof Part.Fixed(var fixed)
        ? fixed
        : parts.stream().map(part -> text(part, scope, blanks)).collect(Collectors.joining());
  }

  private static String text(Part part, Scope scope, Blanks blanks) {
    return switch (part) {
      case Part.Fixed(var fixed) -> fixed;
      case Part.Computed(var expression, var _) -> text(expression, scope, blanks);
    };
  }

  private static String text(Expression expression, Scope scope, Blanks blanks) {
    var value = expression.evaluate(scope);
    return switch (value) {
      case String text
          when blanks == Blanks.MISSING && expression.plainPath() != null && text.isBlank() ->
          throw new MissingValueException(expression.text(), "");
      case null -> throw new MissingValueException(expression.text(), "");
      case Map<?, ?> _, List<?> _ ->
          throw new ExpressionException(
              "not-a-text",
              "\""
                  + expression.text()
                  + "\" gives a list or an object where text is needed; use $join or $string",
              -1,
              null);
      default -> scalarText(value);
    };
  }

  /** Without exponent, unless that would be a text of absurd length. */
  private static String plain(BigDecimal number) {
    return Math.abs((long) number.scale()) > 100 ? number.toString() : number.toPlainString();
  }

  /** How a JSON scalar reads in text: numbers in full, without exponent. */
  static String scalarText(Object value) {
    return switch (value) {
      case BigDecimal decimal -> plain(decimal);
      case Double number -> plain(new BigDecimal(number, DIGITS).stripTrailingZeros());
      default -> value.toString();
    };
  }

  @Override
  public String toString() {
    return text;
  }
}
