package org.carelay.form;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.carelay.connector.Describe;
import org.jspecify.annotations.Nullable;

/** A condition on an earlier answer, as in FHIR's Questionnaire. */
public record EnableWhen(
    @Describe(title = "Question", help = "The link id of an earlier question.", example = "pain")
        String question,
    @Describe(title = "Operator", help = "exists, =, !=, >, <, >= or <=.", example = ">=")
        String operator,
    @Describe(title = "Answer", help = "What it is compared with; true or false for exists.")
        @Nullable Object answer,
    @Describe(title = "Answer", help = "As in FHIR.") @Nullable Boolean answerBoolean,
    @Describe(title = "Answer", help = "As in FHIR.") @Nullable BigDecimal answerDecimal,
    @Describe(title = "Answer", help = "As in FHIR.") @Nullable BigDecimal answerInteger,
    @Describe(title = "Answer", help = "As in FHIR.") @Nullable String answerDate,
    @Describe(title = "Answer", help = "As in FHIR.") @Nullable String answerDateTime,
    @Describe(title = "Answer", help = "As in FHIR.") @Nullable String answerTime,
    @Describe(title = "Answer", help = "As in FHIR.") @Nullable String answerString,
    @Describe(title = "Answer", help = "As in FHIR.") Option.@Nullable Coding answerCoding) {
  static final List<String> OPERATORS = List.of("exists", "=", "!=", ">", "<", ">=", "<=");

  /** What the answer is compared with. */
  private Object wanted() {
    return Stream.<@Nullable Object>of(
            answer,
            answerBoolean,
            answerDecimal,
            answerInteger,
            answerDate,
            answerDateTime,
            answerTime,
            answerString,
            answerCoding == null ? null : answerCoding.code())
        .filter(Objects::nonNull)
        .map(Objects::requireNonNull)
        .findFirst()
        .orElse(Boolean.TRUE);
  }

  /**
   * @param answers what was answered, by link id; nothing for a question that was not asked
   */
  boolean test(Function<String, List<Object>> answers) {
    var given = answers.apply(question);
    if (operator.equals("exists")) {
      return given.isEmpty() != Boolean.TRUE.equals(wanted());
    }
    return given.stream().anyMatch(this::fits);
  }

  private boolean fits(Object given) {
    int order = compare(given, wanted());
    return switch (operator) {
      case "=" -> order == 0;
      case "!=" -> order != 0;
      case ">" -> order > 0;
      case "<" -> order < 0;
      case ">=" -> order >= 0;
      case "<=" -> order <= 0;
      default -> false;
    };
  }

  /** Numbers by value, everything else by its text, which for dates and times is their order. */
  private static int compare(Object given, Object wanted) {
    if (given instanceof Number && wanted instanceof Number) {
      return new BigDecimal(given.toString()).compareTo(new BigDecimal(wanted.toString()));
    }
    return text(given).compareTo(text(wanted));
  }

  private static String text(Object value) {
    if (value instanceof Map<?, ?> coding) {
      return String.valueOf(coding.get(coding.get("code") == null ? "display" : "code"));
    }
    return value.toString();
  }
}
