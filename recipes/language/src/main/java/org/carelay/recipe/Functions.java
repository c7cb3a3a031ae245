package org.carelay.recipe;

import com.dashjoin.jsonata.Jsonata;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The functions that recipes have beyond JSONata's own, and those of its own that are replaced
 * since they would depend on the machine or could not be kept within {@link Bounds}.
 *
 * <p>As in JSONata, a function whose first argument is nothing gives nothing.
 */
final class Functions {
  /** Left out: they give another result each time, or run text as code. */
  static final List<String> FORBIDDEN = List.of("eval", "random", "shuffle");

  private static final List<String> OF_JSONATA =
      List.of(
          "sum",
          "count",
          "max",
          "min",
          "average",
          "string",
          "substring",
          "substringBefore",
          "substringAfter",
          "lowercase",
          "uppercase",
          "length",
          "trim",
          "formatNumber",
          "formatBase",
          "formatInteger",
          "parseInteger",
          "number",
          "floor",
          "ceil",
          "round",
          "abs",
          "sqrt",
          "power",
          "boolean",
          "not",
          "map",
          "zip",
          "filter",
          "single",
          "reduce",
          "sift",
          "keys",
          "append",
          "exists",
          "spread",
          "merge",
          "reverse",
          "each",
          "error",
          "assert",
          "type",
          "sort",
          "distinct",
          "base64encode",
          "base64decode",
          "encodeUrlComponent",
          "encodeUrl",
          "decodeUrlComponent",
          "decodeUrl",
          "toMillis",
          "fromMillis",
          "clone");
  private static final Set<String> NAMES = allNames();

  @FunctionalInterface
  private interface Body {
    @Nullable Object apply(Arguments arguments);
  }

  private final Map<String, Jsonata.JFunction> functions = new HashMap<>();

  private Functions() {
    add("formatDate", DateFunctions::format);
    add("plus", DateFunctions::plus);
    add("minus", DateFunctions::minus);
    add("instant", DateFunctions::instant);
    add("time", DateFunctions::time);
    add("daysBetween", DateFunctions::daysBetween);
    add("before", DateFunctions::before);
    add("after", DateFunctions::after);
    add("age", DateFunctions::age);
    addFree("date", DateFunctions::date);
    addFree("now", DateFunctions::now);
    addFree("millis", arguments -> arguments.scope().now().toEpochMilli());
    add("phone", ContactFunctions::phone);
    add("mask", ContactFunctions::mask);
    replace("contains", "<s-(sf):b>", TextFunctions::contains);
    replace("match", "<s-f<s:o>n?:a<o>>", TextFunctions::match);
    replace("replace", "<s-(sf)(sf)n?:s>", TextFunctions::replace);
    replace("split", "<s-(sf)n?:a<s>>", TextFunctions::split);
    replace("join", "<a<s>s?:s>", TextFunctions::join);
    replace("pad", "<s-ns?:s>", TextFunctions::pad);
    replace("lookup", "<x-s:x>", TextFunctions::lookup);
    FORBIDDEN.forEach(name -> addFree(name, Functions::refuse));
  }

  static Map<String, Jsonata.JFunction> all() {
    return Map.copyOf(new Functions().functions);
  }

  /** Everything that may be called, without {@code $}; the empty name is the context itself. */
  static Set<String> names() {
    return NAMES;
  }

  /** As written. */
  static List<String> dollarNames() {
    return NAMES.stream().filter(name -> !name.equals("$")).map(name -> "$" + name).toList();
  }

  private static Set<String> allNames() {
    var names = new TreeSet<>(OF_JSONATA);
    names.addAll(new Functions().functions.keySet());
    FORBIDDEN.forEach(names::remove);
    names.addAll(List.of("", "$"));
    return Set.copyOf(names);
  }

  private static Object refuse(Arguments arguments) {
    throw arguments.failed("is not available in recipes");
  }

  private void add(String name, Body body) {
    put(name, null, arguments -> arguments.has(0) ? body.apply(arguments) : null);
  }

  /** Without arguments it is about now. */
  private void addFree(String name, Body body) {
    put(name, null, body);
  }

  /** Keeps JSONata's own signature, so that it is called in the same ways. */
  private void replace(String name, String signature, Body body) {
    put(name, signature, arguments -> arguments.has(0) ? body.apply(arguments) : null);
  }

  private void put(String name, @Nullable String signature, Body body) {
    functions.put(name, new Jsonata.JFunction((input, args) -> call(name, body, args), signature));
  }

  private static @Nullable Object call(String name, Body body, List<?> args) {
    var values = args.stream().map(value -> value == Jsonata.NULL_VALUE ? null : value).toList();
    return body.apply(new Arguments(name, values, JsonataRuntime.evaluation()));
  }
}
