package org.carelay.webhook;

import java.time.Duration;
import org.carelay.connector.Describe;
import org.carelay.connector.HttpCall;
import org.carelay.connector.HttpTrigger.Outcome.Refused;
import org.carelay.connector.HttpTrigger.Reply;
import org.carelay.connector.Sensitivity;
import org.carelay.webhook.WebhookAuth.Algorithm;
import org.carelay.webhook.WebhookAuth.Encoding;
import org.carelay.webhook.WebhookAuth.Hmac;
import org.jspecify.annotations.Nullable;

/** How a well-known sender proves who it is, names its posts and wants to be answered. */
public record Profile(
    @Describe(title = "Sender", example = "github") Sender sender,
    @Describe(
            title = "Key",
            help =
                "GitHub's webhook secret, Twilio's auth token, Fitbit's client secret, or the"
                    + " Authorization value given to Google Health.",
            defaultValue = "the connection's signing key",
            sensitivity = Sensitivity.SECRET)
        @Nullable String secret,
    @Describe(
            title = "Verification code",
            help = "Fitbit's; it is asked for when the address is registered.",
            defaultValue = "the connection's",
            sensitivity = Sensitivity.SECRET)
        @Nullable String verifyCode) {

  /** Senders that are known. */
  public enum Sender {
    GITHUB,
    TWILIO,
    FITBIT,
    GOOGLE_HEALTH
  }

  @Override
  public String toString() {
    return "Profile[" + sender + "]";
  }

  /** Null if the sender is let in. */
  @Nullable Refused refuse(HttpCall call, WebhookKeys kept) {
    var key = Verification.orKept(secret, kept.settings().secret());
    if (key == null || key.isEmpty()) {
      return Verification.noKey("key of the sender");
    }
    return switch (sender) {
      case GITHUB ->
          Signature.refuse(
              call, hmac("X-Hub-Signature-256", Algorithm.SHA256, Encoding.HEX, "sha256="), key);
      case FITBIT ->
          Signature.refuse(
              call, hmac("X-Fitbit-Signature", Algorithm.SHA1, Encoding.BASE64, ""), key + "&");
      case TWILIO -> TwilioSignature.refuse(call, key);
      case GOOGLE_HEALTH -> GoogleHealthProof.refuse(call, key, kept.googleHealth());
    };
  }

  private static Hmac hmac(String header, Algorithm algorithm, Encoding encoding, String prefix) {
    return new Hmac(null, header, algorithm, encoding, prefix, null, Duration.ZERO, null);
  }

  /** The header in which the sender names its post; null where it does not. */
  @Nullable String deliveryHeader() {
    return switch (sender) {
      case GITHUB -> "x-github-delivery";
      case TWILIO -> "i-twilio-idempotency-token";
      case FITBIT, GOOGLE_HEALTH -> null;
    };
  }

  /** What the sender expects to hear. */
  Reply reply() {
    return switch (sender) {
      case GITHUB -> Reply.DEFAULT;
      case TWILIO, FITBIT, GOOGLE_HEALTH -> new Reply(204, "text/plain", "");
    };
  }
}
