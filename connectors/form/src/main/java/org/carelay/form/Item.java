package org.carelay.form;

import java.util.List;
import java.util.Objects;
import org.carelay.connector.Describe;
import org.jspecify.annotations.Nullable;

/** A question, a group of questions, or words between them; named as in FHIR's Questionnaire. */
public record Item(
    @Describe(
            title = "Link id",
            help = "Names the answer in the recipe: letters, digits, _, - and dots.",
            example = "pain")
        String linkId,
    @Describe(
            title = "Text",
            help = "What the person reads.",
            example = "How strong is your pain now?")
        String text,
    @Describe(title = "Type", example = "integer") Type type,
    @Describe(title = "Help", help = "A smaller line below the question.") @Nullable String help,
    @Describe(title = "Required", defaultValue = "false") @Nullable Boolean required,
    @Describe(
            title = "Several answers",
            help = "For a choice: more than one can be chosen.",
            defaultValue = "false")
        @Nullable Boolean repeats,
    @Describe(title = "Lowest", help = "A number, or a date such as 2026-01-01.")
        @Nullable Object minValue,
    @Describe(title = "Highest", help = "A number, or a date such as 2026-12-31.")
        @Nullable Object maxValue,
    @Describe(title = "Shortest", help = "Fewest characters.") @Nullable Integer minLength,
    @Describe(title = "Longest", help = "Most characters.") @Nullable Integer maxLength,
    @Describe(title = "Choices", help = "For a choice: what can be chosen.")
        @Nullable List<Option> answerOption,
    @Describe(title = "Asked when", help = "Conditions on earlier answers; always if left out.")
        @Nullable List<EnableWhen> enableWhen,
    @Describe(
            title = "Of several conditions",
            help = "Whether all or any of them must be true.",
            defaultValue = "all")
        @Nullable EnableBehavior enableBehavior,
    @Describe(title = "Questions of the group") @Nullable List<Item> item) {

  /** As in FHIR, where they are written {@code dateTime} and {@code open-choice}. */
  public enum Type {
    GROUP,
    DISPLAY,
    BOOLEAN,
    DECIMAL,
    INTEGER,
    DATE,
    DATE_TIME,
    TIME,
    STRING,
    TEXT,
    CHOICE,
    OPEN_CHOICE;

    boolean isQuestion() {
      return this != GROUP && this != DISPLAY;
    }

    boolean isChoice() {
      return this == CHOICE || this == OPEN_CHOICE;
    }
  }

  /** Of several conditions. */
  public enum EnableBehavior {
    ALL,
    ANY
  }

  boolean isRequired() {
    return Boolean.TRUE.equals(required);
  }

  boolean isRepeated() {
    return Boolean.TRUE.equals(repeats);
  }

  List<Option> options() {
    return Objects.requireNonNullElse(answerOption, List.of());
  }

  List<EnableWhen> conditions() {
    return Objects.requireNonNullElse(enableWhen, List.of());
  }

  List<Item> inside() {
    return Objects.requireNonNullElse(item, List.of());
  }
}
