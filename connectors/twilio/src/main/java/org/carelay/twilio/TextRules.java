package org.carelay.twilio;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.carelay.connector.ConnectorException.Permanent;
import org.carelay.connector.InputProblem;

/** What a text may and may not say. */
final class TextRules {
  private static final int MAX_CHARACTERS = 1600;

  /** CANCEL, END and QUIT unsubscribe a patient at Twilio just as STOP does. */
  private static final Pattern ASKS_FOR_STOP_WORD =
      Pattern.compile(
          "\\b(reply|text|answer|respond)( back)?( with)?:? *[\"'\u201c\u2018]?"
              + "(?<word>cancel|end|quit)\\b(?!.{0,3}\\bto (stop|unsubscribe|opt))"
              + "|\\bor [\"'\u201c\u2018]?(?<other>cancel|quit)[\"'\u201d\u2019]? to (cancel|re-?schedule|decline)",
          Pattern.CASE_INSENSITIVE);

  private TextRules() {}

  /** Stops a text that Twilio would not take. */
  static void require(String body) throws Permanent {
    if (body.isBlank()) {
      throw new Permanent("empty-text", "The text is empty, so it was not sent.", null);
    }
    if (body.length() > MAX_CHARACTERS) {
      throw new Permanent(
          "text-too-long",
          "The text has %d characters; Twilio takes at most %d. Shorten it."
              .formatted(body.length(), MAX_CHARACTERS),
          null);
    }
  }

  /** What is wrong with the texts written in a recipe. */
  static List<InputProblem> check(Map<String, Object> written) {
    var problems = new ArrayList<InputProblem>();
    if (written.get("to") instanceof String to && to.chars().noneMatch(Character::isDigit)) {
      problems.add(
          new InputProblem(
              "/to",
              "bad-number",
              "Write a phone number such as +15555550123, or {{ row.Mobile }}"));
    }
    if (written.get("body") instanceof String body) {
      checkBody(body, problems);
    }
    return problems;
  }

  private static void checkBody(String body, List<InputProblem> problems) {
    if (body.isBlank()) {
      problems.add(new InputProblem("/body", "empty-text", "Write what the text shall say"));
    }
    if (body.length() > MAX_CHARACTERS) {
      problems.add(
          new InputProblem(
              "/body",
              "text-too-long",
              "The text has %d characters and would be sent as %d parts; Twilio takes at most %d characters"
                  .formatted(body.length(), Segments.count(body), MAX_CHARACTERS)));
    }
    var asks = ASKS_FOR_STOP_WORD.matcher(body);
    if (asks.find()) {
      var word = asks.group("word") == null ? asks.group("other") : asks.group("word");
      problems.add(
          new InputProblem(
              "/body",
              "reply-unsubscribes",
              "A patient who replies %s is unsubscribed by Twilio and gets no more texts; ask for another word or a digit"
                  .formatted(word.toUpperCase(Locale.ROOT))));
    }
  }
}
