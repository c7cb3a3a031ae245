package org.carelay.webhook;

import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.carelay.connector.Describe;
import org.carelay.connector.Sensitivity;
import org.jspecify.annotations.Nullable;

/**
 * How senders prove who they are: the text {@code "none"}, or exactly one of these. An empty object
 * lets nobody in.
 */
public record WebhookAuth(
    @Describe(title = "Signature", help = "A keyed hash of the body in a header.")
        @Nullable Hmac hmac,
    @Describe(title = "Bearer token", help = "A token in the Authorization header.")
        @Nullable Bearer bearer,
    @Describe(title = "User name and password", help = "HTTP basic authentication.")
        @Nullable Basic basic,
    @Describe(title = "Client certificate", help = "Checked by the proxy in front (mutual TLS).")
        @Nullable ClientCertificate certificate,
    @Describe(title = "Known sender", help = "GitHub, Twilio, Fitbit or Google Health.")
        @Nullable Profile profile) {
  /** Anybody may post. Told by identity from an object that somebody left empty. */
  static final WebhookAuth NONE = new WebhookAuth(null, null, null, null, null);

  static final String WAYS = "hmac, bearer, basic, certificate and profile";

  public WebhookAuth {
    if (Stream.of(hmac, bearer, basic, certificate, profile).filter(Objects::nonNull).count() > 1) {
      throw new IllegalArgumentException("must have only one of " + WAYS);
    }
  }

  public static WebhookAuth parse(String text) {
    if (!text.equals("none")) {
      throw new IllegalArgumentException("must be \"none\" or an object with one of " + WAYS);
    }
    return NONE;
  }

  /** Hash functions for signatures. */
  public enum Algorithm {
    SHA1("HmacSHA1"),
    SHA256("HmacSHA256"),
    SHA512("HmacSHA512");

    private final String javaName;

    Algorithm(String javaName) {
      this.javaName = javaName;
    }

    String javaName() {
      return javaName;
    }

    /** What many senders put before the signature. */
    String usualPrefix() {
      return name().toLowerCase(Locale.ROOT) + "=";
    }
  }

  /** How a signature is written. */
  public enum Encoding {
    HEX,
    BASE64
  }

  /** A signature. */
  public record Hmac(
      @Describe(
              title = "Signing key",
              help = "The text both sides know; better kept in a webhook connection.",
              defaultValue = "the connection's",
              sensitivity = Sensitivity.SECRET)
          @Nullable String secret,
      @Describe(title = "Header", help = "Where the signature is.", example = "X-Signature")
          String header,
      @Describe(title = "Hash function", defaultValue = "sha256") @Nullable Algorithm algorithm,
      @Describe(title = "Encoding", defaultValue = "either") @Nullable Encoding encoding,
      @Describe(
              title = "Prefix",
              help = "What stands before the signature; sha256= and its like are known.",
              example = "v0=")
          @Nullable String prefix,
      @Describe(
              title = "Timestamp header",
              help = "Where the time of signing is; it is then part of what is signed.",
              example = "X-Timestamp")
          @Nullable String timestampHeader,
      @Describe(
              title = "Tolerance",
              help = "How old or early a timestamp may be.",
              defaultValue = "PT5M")
          @Nullable Duration tolerance,
      @Describe(
              title = "Signed content",
              help = "What is signed, made of {timestamp} and {body}.",
              example = "v0:{timestamp}:{body}",
              defaultValue = "{timestamp}.{body} with a timestamp, else {body}",
              verbatim = true)
          @Nullable String content) {
    @Override
    public String toString() {
      return "Hmac[header=" + header + "]";
    }
  }

  /** A token. */
  public record Bearer(
      @Describe(
              title = "Token",
              help = "Better kept in a webhook connection.",
              defaultValue = "the connection's",
              sensitivity = Sensitivity.SECRET)
          @Nullable String token) {
    @Override
    public String toString() {
      return "Bearer[]";
    }
  }

  /** A user name and password. */
  public record Basic(
      @Describe(title = "User name", defaultValue = "the connection's") @Nullable String username,
      @Describe(
              title = "Password",
              help = "Better kept in a webhook connection.",
              defaultValue = "the connection's",
              sensitivity = Sensitivity.SECRET)
          @Nullable String password) {
    @Override
    public String toString() {
      return "Basic[username=" + username + "]";
    }
  }
}
