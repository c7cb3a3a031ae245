package org.carelay.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.carelay.connector.Describe;
import org.carelay.connector.HttpTrigger.Answering;
import org.carelay.connector.HttpTrigger.Reply;
import org.carelay.connector.InputProblem;
import org.jspecify.annotations.Nullable;

/** Which step answers the sender, and how long it waits. */
public record StepAnswer(
    @Describe(
            title = "Step",
            help = "The first of these steps that is done answers with its output.",
            example = "respond",
            choices = "steps")
        List<String> step,
    @Describe(
            title = "Within",
            help =
                "After this the sender is told that the event was accepted; at most 30 seconds."
                    + " The recipe goes on all the same.",
            defaultValue = "PT5S")
        @Nullable Duration within) {
  private static final Duration USUAL = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> PARTS = Set.of("status", "headers", "body");

  /** Headers that say something about the answer, and nothing to browsers or proxies. */
  private static final Set<String> HEADERS =
      Set.of(
          "content-type",
          "content-language",
          "cache-control",
          "etag",
          "last-modified",
          "link",
          "location",
          "retry-after");

  Answering answering() {
    return new Answering(step, Objects.requireNonNullElse(within, USUAL));
  }

  static void check(Map<?, ?> answer, List<InputProblem> problems) {
    if (answer.get("step") instanceof List<?> steps && steps.isEmpty()) {
      problems.add(
          new InputProblem("/answer/step", "no-step", "Name the step whose output answers."));
    }
    if (answer.get("within") instanceof String text) {
      try {
        var within = Duration.parse(text);
        if (within.compareTo(LONGEST) > 0 || !within.isPositive()) {
          problems.add(
              new InputProblem(
                  "/answer/within", "wait-not-possible", "A sender waits for at most 30 seconds."));
        }
      } catch (java.time.DateTimeException e) {
        return; // the language says so
      }
    }
  }

  /** True where a recipe may set this header. */
  static boolean isAllowed(String header) {
    var name = header.toLowerCase(Locale.ROOT);
    return HEADERS.contains(name) || name.matches("x-[a-z0-9-]{1,60}");
  }

  /**
   * An output of {@code status}, {@code headers} and {@code body} is the answer itself; any other
   * is its body.
   */
  static Reply reply(Object output) {
    if (!(output instanceof Map<?, ?> map)
        || !PARTS.containsAll(map.keySet())
        || !(map.get("status") instanceof Number number)
        || number.intValue() < 200
        || number.intValue() > 599) {
      return new Reply(200, "application/json", json(output));
    }
    var headers = new LinkedHashMap<String, String>();
    String type = null;
    if (map.get("headers") instanceof Map<?, ?> written) {
      for (var header : new ArrayList<>(written.entrySet())) {
        var name = String.valueOf(header.getKey());
        var value = String.valueOf(header.getValue());
        if (name.equalsIgnoreCase("content-type") && isPlain(value)) {
          type = value;
        } else if (isAllowed(name) && isPlain(value)) {
          headers.put(name, value);
        }
      }
    }
    var body = map.get("body");
    var text = body == null ? "" : body instanceof String written ? written : json(body);
    var usual = body instanceof String ? "text/plain; charset=utf-8" : "application/json";
    return new Reply(number.intValue(), type == null ? usual : type, text, headers);
  }

  /** Nothing that could begin another header. */
  static boolean isPlain(String value) {
    return value.length() <= 1_000 && value.chars().allMatch(c -> c >= ' ' && c < 127);
  }

  private static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("An output is JSON", e);
    }
  }
}
