package org.carelay.http;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.carelay.connector.About;
import org.carelay.connector.Action;
import org.carelay.connector.ActionContext;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.Describe;
import org.carelay.connector.Effect;
import org.carelay.connector.InputProblem;
import org.carelay.connector.Sensitivity;
import org.carelay.http.Outgoing.Limits;
import org.carelay.http.Outgoing.Repeat;
import org.jspecify.annotations.Nullable;

/** Asks an API to act, once. Where nobody knows whether it has, a person finds out. */
final class HttpPost implements Action<HttpApi, HttpPost.Input, Answer> {
  /** Methods that act again when repeated. */
  public enum Method {
    POST,
    PATCH
  }

  /** What a step says. */
  record Input(
      @Describe(
              title = "Address",
              help = "Below the connection's address, or a whole one at a host it allows.",
              example = "appointments",
              sensitivity = Sensitivity.PERSONAL)
          String url,
      @Describe(title = "Method", defaultValue = "post") @Nullable Method method,
      @Describe(
              title = "Query",
              help = "Parameters of the address; encoded as they must be.",
              sensitivity = Sensitivity.PERSONAL)
          @Nullable Map<String, Object> query,
      @Describe(title = "Headers", help = "Besides the connection's own.")
          @Nullable Map<String, String> headers,
      @Describe(
              title = "Body",
              help = "A text is sent as it is, anything else as JSON.",
              sensitivity = Sensitivity.PERSONAL)
          @Nullable Object body,
      @Describe(
              title = "Form",
              help = "Fields of a form, instead of a body.",
              sensitivity = Sensitivity.PERSONAL)
          @Nullable Map<String, Object> form,
      @Describe(
              title = "Answers",
              help = "Statuses besides 2xx that are answers and no failures.",
              example = "409")
          @Nullable List<Integer> answers,
      @Describe(title = "Longest wait", defaultValue = "PT30S") @Nullable Duration timeout,
      @Describe(title = "Largest answer", help = "In bytes.", defaultValue = "5242880")
          @Nullable Integer maxBytes) {}

  @Override
  public About about() {
    return new About(
        "http.post",
        "Post to an API",
        "Asks the API to act, and does not ask twice: if the answer is lost, a person decides. Where"
            + " the API takes an idempotency key, use http.put with method post.");
  }

  @Override
  public Class<Input> input() {
    return Input.class;
  }

  @Override
  public Class<Answer> output() {
    return Answer.class;
  }

  @Override
  public Effect effect() {
    return Effect.WRITE;
  }

  @Override
  public Answer perform(HttpApi client, Input input, ActionContext context)
      throws ConnectorException, InterruptedException {
    var request =
        new Outgoing(
            input.method() == null ? "POST" : input.method().name(),
            client.addresses().of(input.url(), input.query()),
            Outgoing.checked(input.headers()),
            Contents.of(input.body(), input.form(), input.headers()),
            Limits.of(input.timeout(), input.maxBytes(), input.answers()),
            Repeat.NEVER);
    return Contents.answer(client.exchange(request, context), context);
  }

  @Override
  public List<InputProblem> check(Map<String, Object> written) {
    var problems = Checks.common(written);
    if (written.containsKey("body") && written.containsKey("form")) {
      problems.add(new InputProblem("/form", "body-twice", "Give either a body or a form."));
    }
    return problems;
  }
}
