package org.carelay.webhook;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.carelay.connector.About;
import org.carelay.connector.Describe;
import org.carelay.connector.HttpCall;
import org.carelay.connector.HttpTrigger;
import org.carelay.connector.InputProblem;
import org.carelay.connector.TriggerEvent;
import org.jspecify.annotations.Nullable;

/** Fires when something is posted to {@code /hooks/PATH} by somebody who may. */
public final class ReceivedTrigger implements HttpTrigger<WebhookKeys, ReceivedTrigger.Input> {
  private static final int DEFAULT_MAX_BYTES = 1 << 20;
  private static final Pattern PATH = Pattern.compile("[A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)*");
  private static final int MOST_PATH = 200;

  /** Headers that name a post, so that a second delivery of it is known; see {@link #key}. */
  private static final List<String> DELIVERY_NAMES = List.of("idempotency-key", "webhook-id");

  /** Parts of the names of headers that recipes have no business to see, or to keep. */
  private static final List<String> CONFIDENTIAL =
      List.of("authorization", "cookie", "signature", "token", "secret", "api-key", "password");

  /** The trigger's {@code with}. */
  public record Input(
      @Describe(
              title = "Path",
              help =
                  "The address is /hooks/ and this: letters, digits, - and _, parts separated by /.",
              example = "heart-rate")
          String path,
      @Describe(
              title = "Who may post",
              help =
                  "The text none, or an object with one of hmac, bearer, basic, certificate and"
                      + " profile.")
          WebhookAuth auth,
      @Describe(
              title = "Same event",
              help = "An expression; posts for which it gives the same value are one event.",
              example = "body.id",
              verbatim = true,
              widget = "expression")
          @Nullable String dedupe,
      @Describe(title = "Largest body", help = "In bytes.", defaultValue = "1048576")
          @Nullable Integer maxBytes,
      @Describe(
              title = "Answer",
              help =
                  "The sender waits for what a step gives; left out, it is told at once that the"
                      + " event was accepted.")
          @Nullable StepAnswer answer) {}

  @Override
  public About about() {
    return new About(
        "webhook.received",
        "Something is posted",
        "Fires for each post to an address of this runtime, once it is safely stored.");
  }

  @Override
  public Class<Input> input() {
    return Input.class;
  }

  @Override
  public Class<ReceivedEvent> event() {
    return ReceivedEvent.class;
  }

  @Override
  public String path(Input input, String connectionId) {
    return trimmed(input.path());
  }

  private static String trimmed(String path) {
    return path.replaceAll("^/+|/+$", "");
  }

  @Override
  public Outcome receive(HttpCall call, Input input, WebhookKeys client) {
    var max = input.maxBytes() == null ? DEFAULT_MAX_BYTES : input.maxBytes();
    if (call.body().length > max) {
      return new Outcome.Refused(
          413, "body-too-large", "The body has more than %d bytes.".formatted(max));
    }
    try {
      if (!call.method().equals("POST")) {
        return Handshake.asked(call, input.auth(), client.settings());
      }
      var refused = Verification.refuse(call, input.auth(), client);
      return refused == null ? accept(call, input) : refused;
    } catch (BodyException e) {
      return new Outcome.Refused(400, e.code(), e.getMessage());
    }
  }

  private static Outcome accept(HttpCall call, Input input) throws BodyException {
    var data = data(call, input);
    var handshake = Handshake.of(call, input.auth(), data.get("body"));
    if (handshake != null) {
      return handshake;
    }
    var profile = input.auth().profile();
    var event = new TriggerEvent(key(call, profile), call.receivedAt(), data);
    return new Outcome.Accepted(List.of(event), profile == null ? Reply.DEFAULT : profile.reply());
  }

  private static Map<String, Object> data(HttpCall call, Input input) throws BodyException {
    var data = new HashMap<String, Object>();
    var body = Body.read(call.body(), call.header("content-type"));
    if (body != null) {
      data.put("body", body);
    }
    data.put("headers", headers(call, input));
    var query = call.url().getRawQuery();
    data.put("query", query == null ? Map.of() : Body.form(query));
    data.put("method", call.method());
    return data;
  }

  private static Map<String, Object> headers(HttpCall call, Input input) {
    var hmac = input.auth().hmac();
    var certificate = input.auth().certificate();
    var kept = new HashMap<String, Object>();
    call.headers()
        .forEach(
            (name, values) -> {
              var proof =
                  hmac != null && hmac.header().equalsIgnoreCase(name)
                      || certificate != null
                          && (certificate.header().equalsIgnoreCase(name)
                              || name.equalsIgnoreCase(certificate.proxyHeader()));
              if (!proof && CONFIDENTIAL.stream().noneMatch(name::contains)) {
                kept.put(name, String.join(", ", values));
              }
            });
    return kept;
  }

  /**
   * Every post is an event of its own, unless its sender names it: then the same name with the same
   * body is the same event. The name alone would lose an event where a sender uses it again; names
   * that proxies give ({@code X-Request-Id}) say nothing about the event at all.
   */
  private static String key(HttpCall call, @Nullable Profile profile) {
    var names = new ArrayList<>(DELIVERY_NAMES);
    if (profile != null && profile.deliveryHeader() != null) {
      names.add(profile.deliveryHeader());
    }
    for (var header : names) {
      var name = call.header(header);
      if (name != null && !name.isBlank()) {
        return "delivery/" + digest(name, call.body());
      }
    }
    return "post/" + UUID.randomUUID();
  }

  private static String digest(String name, byte[] body) {
    try {
      var sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(name.getBytes(StandardCharsets.UTF_8));
      sha256.update((byte) 0);
      return HexFormat.of().formatHex(sha256.digest(body));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This JDK has no SHA-256", e);
    }
  }

  @Override
  public @Nullable Answering answering(Input input) {
    return input.answer() == null ? null : input.answer().answering();
  }

  @Override
  public Reply answer(Object output) {
    return StepAnswer.reply(output);
  }

  @Override
  public List<InputProblem> check(Map<String, Object> written) {
    var problems = new ArrayList<InputProblem>();
    if (written.get("path") instanceof String path) {
      checkPath(trimmed(path), problems);
    }
    if (written.get("auth") instanceof Map<?, ?> auth) {
      checkAuth(auth, problems);
    }
    if (written.get("answer") instanceof Map<?, ?> answer) {
      StepAnswer.check(answer, problems);
    }
    if (written.get("maxBytes") instanceof Number max && max.longValue() < 1) {
      problems.add(
          new InputProblem("/maxBytes", "size-not-positive", "'maxBytes' must be 1 or more."));
    }
    return problems;
  }

  private static void checkPath(String path, List<InputProblem> problems) {
    if (!PATH.matcher(path).matches() || path.length() > MOST_PATH) {
      problems.add(
          new InputProblem(
              "/path",
              "path-not-possible",
              "The path has letters, digits, - and _ only, parts separated by /, and at most %d characters."
                  .formatted(MOST_PATH)));
    } else if (path.equals("callback") || path.startsWith("callback/")) {
      problems.add(
          new InputProblem(
              "/path", "path-reserved", "Paths below callback are for delivery receipts."));
    }
  }

  private static void checkAuth(Map<?, ?> auth, List<InputProblem> problems) {
    if (auth.isEmpty()) {
      problems.add(
          new InputProblem(
              "/auth",
              "auth-empty",
              "Say who may post: one of %s, or the text \"none\".".formatted(WebhookAuth.WAYS)));
    }
    if (auth.get("hmac") instanceof Map<?, ?> hmac
        && hmac.get("content") instanceof String content) {
      var stamped = hmac.containsKey("timestampHeader");
      if (!content.contains(Signature.BODY) || stamped != content.contains(Signature.TIMESTAMP)) {
        problems.add(
            new InputProblem(
                "/auth/hmac/content",
                "signed-content-incomplete",
                "The signed content needs {body}, and {timestamp} if and only if there is a timestampHeader."));
      }
    }
  }
}
