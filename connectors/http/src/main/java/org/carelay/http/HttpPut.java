package org.carelay.http;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.carelay.connector.About;
import org.carelay.connector.Action;
import org.carelay.connector.ActionContext;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.ConnectorException.Permanent;
import org.carelay.connector.Describe;
import org.carelay.connector.Effect;
import org.carelay.connector.InputProblem;
import org.carelay.connector.Sensitivity;
import org.carelay.http.Outgoing.Limits;
import org.carelay.http.Outgoing.Repeat;
import org.jspecify.annotations.Nullable;

/** Brings something at an API to a state; doing it twice leads to the same state. */
final class HttpPut implements Action<HttpApi, HttpPut.Input, Answer> {
  /** Methods that may be repeated, and those that may with an idempotency key. */
  public enum Method {
    PUT,
    DELETE,
    POST,
    PATCH;

    boolean needsKey() {
      return this == POST || this == PATCH;
    }
  }

  /** What a step says. */
  record Input(
      @Describe(
              title = "Address",
              help = "Below the connection's address, or a whole one at a host it allows.",
              example = "patients/{{ $encodeUrlComponent(row.MRN) }}/contact",
              sensitivity = Sensitivity.PERSONAL)
          String url,
      @Describe(
              title = "Method",
              help = "put or delete; post and patch only with an idempotency header.",
              defaultValue = "put")
          @Nullable Method method,
      @Describe(
              title = "Idempotency header",
              help =
                  "The header in which the API takes a key, so that it knows a second request for"
                      + " the same. Carelay fills it, the same for every attempt.",
              example = "Idempotency-Key")
          @Nullable String idempotencyHeader,
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
              title = "Answers",
              help = "Statuses besides 2xx that are answers and no failures.",
              example = "404")
          @Nullable List<Integer> answers,
      @Describe(title = "Longest wait", defaultValue = "PT30S") @Nullable Duration timeout,
      @Describe(title = "Largest answer", help = "In bytes.", defaultValue = "5242880")
          @Nullable Integer maxBytes) {}

  @Override
  public About about() {
    return new About(
        "http.put",
        "Put to an API",
        "Puts or deletes at the API. If the answer is lost it is simply done again, because twice is"
            + " the same as once.");
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
    return Effect.IDEMPOTENT_WRITE;
  }

  @Override
  public Answer perform(HttpApi client, Input input, ActionContext context)
      throws ConnectorException, InterruptedException {
    var method = input.method() == null ? Method.PUT : input.method();
    var headers = new LinkedHashMap<>(Outgoing.checked(input.headers()));
    if (input.idempotencyHeader() != null) {
      Outgoing.checked(Map.of(input.idempotencyHeader(), ""));
      headers.put(input.idempotencyHeader(), context.effectKey());
    } else if (method.needsKey()) {
      throw new Permanent("no-idempotency-key", NO_KEY, null);
    }
    var request =
        new Outgoing(
            method.name(),
            client.addresses().of(input.url(), input.query()),
            headers,
            Contents.of(input.body(), null, input.headers()),
            Limits.of(input.timeout(), input.maxBytes(), input.answers()),
            Repeat.FREELY);
    return Contents.answer(client.exchange(request, context), context);
  }

  private static final String NO_KEY =
      "A post may only be repeated where the API takes an idempotency key: name its header, or use"
          + " http.post.";

  @Override
  public List<InputProblem> check(Map<String, Object> written) {
    var problems = Checks.common(written);
    if (written.get("method") instanceof String method
        && (method.equalsIgnoreCase("post") || method.equalsIgnoreCase("patch"))
        && !written.containsKey("idempotencyHeader")) {
      problems.add(new InputProblem("/idempotencyHeader", "no-idempotency-key", NO_KEY));
    }
    return problems;
  }
}
