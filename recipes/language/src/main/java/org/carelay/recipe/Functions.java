package org.carelay.recipe;

import com.dashjoin.jsonata.Jsonata;
import java.util.ArrayList;
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

  private static final String OF_JSONATA =
      """
      sum count max min average string substring substringBefore substringAfter lowercase uppercase
      length trim formatNumber formatBase formatInteger parseInteger number floor ceil round abs sqrt
      power boolean not map zip filter single reduce sift keys append exists spread merge reverse each
      error assert type sort distinct base64encode base64decode encodeUrlComponent encodeUrl
      decodeUrlComponent decodeUrl toMillis fromMillis clone""";
  private static final Set<String> NAMES = allNames();

  @FunctionalInterface
  private interface Body {
    @Nullable Object apply(Arguments arguments);
  }

  private final Map<String, Jsonata.JFunction> functions = new HashMap<>();
  private final List<Map<String, String>> descriptions = new ArrayList<>();

  private Functions() {
    add("formatDate", "when, pattern, zone?", "A date or time as text.", DateFunctions::format);
    add("plus", "when, amount", "Later by an amount such as 'P1D' or 'PT2H'.", DateFunctions::plus);
    add("minus", "when, amount", "Earlier by an amount.", DateFunctions::minus);
    add("instant", "when, zone?", "A local time as an instant.", DateFunctions::instant);
    add("time", "when, zone?", "The local time of day.", DateFunctions::time);
    add("daysBetween", "from, to", "Days between two local dates.", DateFunctions::daysBetween);
    add("before", "one, other", "Whether one time is before another.", DateFunctions::before);
    add("after", "one, other", "Whether one time is after another.", DateFunctions::after);
    add("age", "born, at?", "Whole years since a date.", DateFunctions::age);
    addFree(
        "date", "when?, zone?", "The local date; today if nothing is given.", DateFunctions::date);
    addFree("now", "pattern?, zone?", "The time of the run.", DateFunctions::now);
    addFree("millis", "", "The time of the run in milliseconds.", DateFunctions::millis);
    add(
        "phone",
        "text, country?",
        "A phone number as +1...; nothing if it is none.",
        ContactFunctions::phone);
    add(
        "mask",
        "text",
        "All but the last digits of a number, or an address, as stars.",
        ContactFunctions::mask);
    replace("contains", "<s-(sf):b>", TextFunctions::contains);
    replace("match", "<s-f<s:o>n?:a<o>>", TextFunctions::match);
    replace("replace", "<s-(sf)(sf)n?:s>", TextFunctions::replace);
    replace("split", "<s-(sf)n?:a<s>>", TextFunctions::split);
    replace("join", "<a<s>s?:s>", TextFunctions::join);
    replace("pad", "<s-ns?:s>", TextFunctions::pad);
    replace("lookup", "<x-s:x>", TextFunctions::lookup);
    FORBIDDEN.forEach(name -> put(name, null, Functions::refuse));
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
    return NAMES.stream().filter(name -> name.length() > 1).map(name -> "$" + name).toList();
  }

  /** What recipes have beyond JSONata's own, for the editor. */
  static List<Map<String, String>> describe() {
    return List.copyOf(new Functions().descriptions);
  }

  private static Set<String> allNames() {
    var names = new TreeSet<>(List.of(OF_JSONATA.split("\\s+")));
    names.addAll(new Functions().functions.keySet());
    FORBIDDEN.forEach(names::remove);
    names.addAll(List.of("", "$"));
    return Set.copyOf(names);
  }

  private static Object refuse(Arguments arguments) {
    throw arguments.failed("is not available in recipes");
  }

  private void add(String name, String takes, String help, Body body) {
    addFree(name, takes, help, arguments -> arguments.has(0) ? body.apply(arguments) : null);
  }

  /** Without arguments it is about now. */
  private void addFree(String name, String takes, String help, Body body) {
    put(name, null, body);
    descriptions.add(Map.of("name", "$" + name, "arguments", takes, "help", help));
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
