package org.carelay.webhook;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.carelay.connector.HttpCall;
import org.carelay.connector.HttpTrigger.Outcome;
import org.carelay.connector.HttpTrigger.Outcome.Accepted;
import org.carelay.connector.HttpTrigger.Outcome.Refused;
import org.carelay.connector.HttpTrigger.Reply;
import org.jspecify.annotations.Nullable;

/** What senders ask before they post for the first time; none of it is an event. */
final class Handshake {
  private static final String TEXT = "text/plain";

  private Handshake() {}

  /**
   * A request that is no post. Fitbit asks with the right code and with a wrong one, and wants 204
   * and 404.
   */
  static Outcome asked(HttpCall call, WebhookAuth auth, WebhookSettings kept) throws BodyException {
    var profile = auth.profile();
    if (!call.method().equals("GET")
        || profile == null
        || profile.sender() != Profile.Sender.FITBIT) {
      return new Refused(405, "method-not-allowed", "Only posts are taken here.");
    }
    var code = Verification.orKept(profile.verifyCode(), kept.verifyCode());
    if (code == null || code.isEmpty()) {
      return Verification.noKey("verification code");
    }
    var query = call.url().getRawQuery();
    var given = query == null ? null : Body.form(query).get("verify");
    return given instanceof String text
            && Verification.same(Verification.utf8(text), Verification.utf8(code))
        ? answered(204, "")
        : new Refused(404, "wrong-code", "The verification code is wrong.");
  }

  /** A post that only asks whether we are here; null for all others. */
  static @Nullable Outcome of(HttpCall call, WebhookAuth auth, @Nullable Object body) {
    var profile = auth.profile();
    if (profile == null) {
      return null;
    }
    return switch (profile.sender()) {
      case GITHUB -> "ping".equals(call.header("x-github-event")) ? answered(200, "pong") : null;
      case GOOGLE_HEALTH ->
          body instanceof Map<?, ?> map && Objects.equals(map.get("type"), "verification")
              ? verified(call)
              : null;
      case TWILIO, FITBIT -> null;
    };
  }

  /** Google Health asks with the value that it was given, and without, and wants 201 and 401. */
  private static Outcome verified(HttpCall call) {
    return call.header("authorization") == null
        ? new Refused(401, "wrong-token", "The Authorization header is missing.")
        : answered(201, "");
  }

  private static Accepted answered(int status, String text) {
    return new Accepted(List.of(), new Reply(status, TEXT, text));
  }
}
