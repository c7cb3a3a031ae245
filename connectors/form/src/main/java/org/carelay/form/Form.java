package org.carelay.form;

import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.carelay.connector.Describe;
import org.jspecify.annotations.Nullable;

/** What is asked: a subset of FHIR's Questionnaire, and what the page says around it. */
public record Form(
    @Describe(
            title = "Title",
            help = "The heading of the page. Fixed words: nothing about a person.",
            example = "After your procedure")
        String title,
    @Describe(
            title = "Questions",
            help = "In their order; groups hold further questions. As item in FHIR.")
        List<Item> item,
    @Describe(
            title = "Introduction",
            help = "One or two sentences above the questions.",
            widget = "multiline")
        @Nullable String description,
    @Describe(
            title = "Language",
            help = "Of your questions; buttons and errors are in it where they are translated.",
            defaultValue = "en",
            example = "es")
        @Nullable String language,
    @Describe(
            title = "Thanks",
            help = "What the page says when the answers are stored.",
            example = "Thank you. We read the answers every weekday morning.",
            widget = "multiline")
        @Nullable String thanks,
    @Describe(
            title = "Contact",
            help = "Whom to turn to instead of the page; stands on each of its pages.",
            example = "Questions? Call 555-0100. In an emergency call 911.")
        @Nullable String contact) {

  String languageOrEnglish() {
    return Objects.requireNonNullElse(language, "en");
  }

  /** Goes through all items, those in groups too, from top to bottom. */
  void each(Consumer<Item> use) {
    each(item, use);
  }

  private static void each(List<Item> items, Consumer<Item> use) {
    for (var one : items) {
      use.accept(one);
      each(one.inside(), use);
    }
  }

  /** True where some questions are only asked because of other answers. */
  boolean branches() {
    var found = new boolean[1];
    each(one -> found[0] |= !one.conditions().isEmpty());
    return found[0];
  }
}
