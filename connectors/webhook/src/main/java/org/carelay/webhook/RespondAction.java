package org.carelay.webhook;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.carelay.connector.About;
import org.carelay.connector.Action;
import org.carelay.connector.ActionContext;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.Describe;
import org.carelay.connector.Effect;
import org.carelay.connector.InputProblem;
import org.carelay.connector.Sensitivity;
import org.jspecify.annotations.Nullable;

/** Words an answer to the sender, where the trigger's {@code answer} names this step. */
public final class RespondAction
    implements Action<WebhookKeys, RespondAction.Answer, RespondAction.Answer> {
  /** The step's {@code with}, and what the sender gets. */
  public record Answer(
      @Describe(title = "Status", help = "From 200 to 599.", defaultValue = "200", example = "200")
          @Nullable Integer status,
      @Describe(
              title = "Headers",
              help =
                  "Content-Type, Location, Retry-After, Cache-Control, ETag, Last-Modified, Link,"
                      + " Content-Language and those that begin with X-.")
          @Nullable Map<String, String> headers,
      @Describe(
              title = "Body",
              help = "A text as it is, anything else as JSON.",
              sensitivity = Sensitivity.PERSONAL)
          @Nullable Object body) {}

  @Override
  public About about() {
    return new About(
        "webhook.respond",
        "Answer the sender",
        "Gives whoever posted an answer, if the trigger's answer names this step.");
  }

  @Override
  public Class<Answer> input() {
    return Answer.class;
  }

  @Override
  public Class<Answer> output() {
    return Answer.class;
  }

  @Override
  public Effect effect() {
    return Effect.READ;
  }

  @Override
  public Answer perform(WebhookKeys client, Answer input, ActionContext context)
      throws ConnectorException {
    var problems = problems(input.status(), input.headers());
    if (!problems.isEmpty()) {
      var first = problems.getFirst();
      throw new ConnectorException.Permanent(first.code(), first.message(), null);
    }
    return new Answer(
        Objects.requireNonNullElse(input.status(), 200), input.headers(), input.body());
  }

  private static List<InputProblem> problems(@Nullable Object status, @Nullable Map<?, ?> headers) {
    var problems = new ArrayList<InputProblem>();
    if (status instanceof Number number && (number.intValue() < 200 || number.intValue() > 599)) {
      problems.add(new InputProblem("/status", "bad-status", "A status is from 200 to 599."));
    }
    if (headers != null) {
      headers.forEach(
          (name, value) -> {
            if (!StepAnswer.isAllowed(String.valueOf(name))) {
              problems.add(
                  new InputProblem(
                      "/headers/" + name,
                      "header-not-allowed",
                      "The header \"" + name + "\" cannot be set by a recipe."));
            } else if (value instanceof String text && !StepAnswer.isPlain(text)) {
              problems.add(
                  new InputProblem(
                      "/headers/" + name,
                      "header-not-plain",
                      "A header has visible ASCII characters, at most 1000 of them."));
            }
          });
    }
    return problems;
  }

  @Override
  public List<InputProblem> check(Map<String, Object> written) {
    return problems(
        written.get("status"),
        written.get("headers") instanceof Map<?, ?> headers ? headers : null);
  }
}
