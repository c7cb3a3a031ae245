package org.carelay.recipe;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A step's {@code with}: a JSON object whose texts may hold {@code {{ }}}, compiled once.
 *
 * <p>Where the action's input has an optional component and its whole-value expression gives
 * nothing or null, the component is left out. In free-form objects null is a value, and nothing is
 * a missing value. Components that are verbatim, such as code, are not touched.
 */
public final class InputTemplate {
  private final Map<String, Object> raw;
  private final InputNode root;

  private InputTemplate(Map<String, Object> raw, InputNode root) {
    this.raw = raw;
    this.root = root;
  }

  /**
   * @param input the action's input record; null where anything may be written
   * @throws ExpressionException for the first text that cannot be compiled
   */
  public static InputTemplate compile(
      Map<String, Object> raw, @Nullable Class<? extends Record> input) {
    return compile(
        raw,
        input,
        (pointer, problem) -> {
          throw problem;
        });
  }

  /** As above, going on after a failure. */
  static InputTemplate compile(
      Map<String, Object> raw,
      @Nullable Class<? extends Record> input,
      BiConsumer<String, ExpressionException> failed) {
    var compiler = new InputCompiler(failed);
    return new InputTemplate(raw, compiler.compile(raw, input, "", InputNode.Absent.MISSING));
  }

  /** As written. */
  public Map<String, Object> raw() {
    return raw;
  }

  /**
   * The input in a scope, ready for {@link Binder#bind}.
   *
   * @throws MissingValueException where a needed value is not there, with its pointer
   * @throws ExpressionException where an expression fails, with its pointer in the message
   */
  public Map<String, Object> render(Scope scope) {
    return object(InputNode.render(root, scope, Template.Blanks.KEPT));
  }

  /**
   * The same for an input that a person will read: a field that is put into a text is missing also
   * where it is blank, so that nobody is greeted with "Hi ,". A computed value may be blank.
   */
  public Map<String, Object> renderForPerson(Scope scope) {
    return object(InputNode.render(root, scope, Template.Blanks.MISSING));
  }

  /** What is written, with {@link ValueReader#LATER} for each text with expressions. */
  Map<String, Object> later() {
    return object(InputNode.written(root, ValueReader.LATER));
  }

  /** What is written, without the texts with expressions; nested, null stands for them. */
  Map<String, Object> written() {
    var written = new LinkedHashMap<>(object(InputNode.written(root, null)));
    written.values().removeIf(Objects::isNull);
    return written;
  }

  void eachTemplate(BiConsumer<String, Template> use) {
    InputNode.eachTemplate(root, use);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> object(@Nullable Object value) {
    return value == null ? Map.of() : (Map<String, Object>) value;
  }

  @Override
  public String toString() {
    return raw.keySet().toString();
  }
}
