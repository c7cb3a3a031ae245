package org.carelay.form;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.carelay.connector.Describe;
import org.jspecify.annotations.Nullable;

/** Something that can be chosen; also written as a text, which is code and words at once. */
public record Option(
    @Describe(title = "Code", help = "What the recipe sees.", example = "leg")
        @Nullable String code,
    @Describe(title = "Words", help = "What the person reads.", example = "My leg")
        @Nullable String display,
    @Describe(title = "Coding", help = "As in FHIR, in place of code and words.")
        @Nullable Coding valueCoding,
    @Describe(title = "Text", help = "As in FHIR, in place of code and words.")
        @Nullable String valueString) {

  /** A code of a code system. */
  public record Coding(
      @Describe(title = "Code", example = "39848009") String code,
      @Describe(title = "Words", example = "Whiplash injury to neck") @Nullable String display,
      @Describe(title = "Code system", example = "http://snomed.info/sct")
          @Nullable String system) {}

  public Option {
    if (code == null && valueCoding == null && valueString == null) {
      throw new IllegalArgumentException(
          "needs a \"code\", a \"valueCoding\" or a \"valueString\"");
    }
  }

  /** What is code and words at once. */
  public static Option parse(String text) {
    return new Option(text, null, null, null);
  }

  /** What the recipe sees. */
  String chosen() {
    return code != null
        ? code
        : valueCoding != null ? valueCoding.code() : Objects.requireNonNull(valueString);
  }

  /** What the person reads. */
  String words() {
    var words = valueCoding != null ? valueCoding.display() : display;
    return words == null ? chosen() : words;
  }

  Map<String, Object> coding() {
    var coding = new LinkedHashMap<String, Object>();
    coding.put("code", chosen());
    coding.put("display", words());
    if (valueCoding != null && valueCoding.system() != null) {
      coding.put("system", valueCoding.system());
    }
    return coding;
  }
}
