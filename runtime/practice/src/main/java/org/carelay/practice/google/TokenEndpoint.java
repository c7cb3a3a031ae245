package org.carelay.practice.google;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Hands out access tokens for signed assertions (RFC 7523) and knows which are good. */
final class TokenEndpoint {
  private static final String GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer";
  // Google's Java client names this audience whatever the key's token_uri says.
  private static final String GOOGLE = "https://oauth2.googleapis.com/token";
  private static final Duration LIFE = Duration.ofSeconds(3599);

  private final ServiceAccount account;
  private final URI address;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, Instant> expiries = new ConcurrentHashMap<>();
  private volatile boolean revoked;

  TokenEndpoint(ServiceAccount account, URI address, Clock clock) {
    this.account = account;
    this.address = address;
    this.clock = clock;
  }

  Map<String, Object> keyFile() {
    return account.keyFile(address);
  }

  /** Every token so far is no longer good; new ones can be had unless the key is revoked. */
  void expireTokens() {
    expiries.clear();
  }

  void revokeKey(boolean gone) {
    revoked = gone;
    expireTokens();
  }

  Reply issue(Request request) {
    var form = request.form();
    if (!GRANT.equals(form.get("grant_type"))) {
      return refused(
          "unsupported_grant_type",
          "Invalid grant_type: only a service account's assertion is taken here");
    }
    var assertion = form.getOrDefault("assertion", "");
    if (revoked || !account.hasSigned(assertion)) {
      return refused("invalid_grant", "Invalid JWT Signature.");
    }
    var claims = ServiceAccount.claims(assertion);
    if (!ServiceAccount.EMAIL.equals(claims.path("iss").asText())) {
      return refused("invalid_grant", "Invalid grant: account not found");
    }
    var audience = claims.path("aud").asText();
    if (!audience.equals(GOOGLE) && !audience.equals(address.toString())) {
      return refused("invalid_grant", "Invalid JWT: the audience is not this token endpoint");
    }
    if (!Instant.ofEpochSecond(claims.path("exp").asLong()).isAfter(clock.instant())) {
      return refused("invalid_grant", "Invalid JWT: Token must be a short-lived token");
    }
    var bytes = new byte[16];
    random.nextBytes(bytes);
    var token = "ya29.practice-" + HexFormat.of().formatHex(bytes);
    expiries.put(token, clock.instant().plus(LIFE));
    var body = Json.object();
    body.put("access_token", token);
    body.put("expires_in", LIFE.toSeconds());
    body.put("token_type", "Bearer");
    return new Reply(200, body);
  }

  /**
   * @throws ApiError 401 unless this is a token of ours that has not expired
   */
  void check(@Nullable String authorization) {
    var token =
        authorization != null && authorization.startsWith("Bearer ")
            ? authorization.substring("Bearer ".length())
            : "";
    var expiry = expiries.get(token);
    if (expiry == null || expiry.isBefore(clock.instant())) {
      throw Faults.refusal(401);
    }
  }

  private static Reply refused(String error, String description) {
    return new Reply(400, Json.object().put("error", error).put("error_description", description));
  }
}
