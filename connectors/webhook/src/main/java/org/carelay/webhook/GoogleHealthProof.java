package org.carelay.webhook;

import org.carelay.connector.HttpCall;
import org.carelay.connector.HttpTrigger.Outcome.Refused;
import org.jspecify.annotations.Nullable;

/**
 * Google Health proves itself twice: by the Authorization value that it was given for this address,
 * and by a signature of its own. The value does not come with every post, so that one of both is
 * enough; what comes must be right.
 */
final class GoogleHealthProof {
  /** The second name stands in a page of its documentation, the first in what it sends. */
  private static final String HEADER = "x-healthapi-signature";

  private static final String OTHER_HEADER = "google-health-api-signature";

  private GoogleHealthProof() {}

  static @Nullable Refused refuse(HttpCall call, String value, GoogleHealthKeys keys) {
    var given = call.header("authorization");
    if (given != null && !Verification.same(Verification.utf8(given), Verification.utf8(value))) {
      return new Refused(401, "wrong-token", "The Authorization header is wrong.");
    }
    var first = call.header(HEADER);
    var signature = first == null ? call.header(OTHER_HEADER) : first;
    if (signature == null) {
      return given != null
          ? null
          : new Refused(
              401, "wrong-token", "There is neither an Authorization header nor a signature.");
    }
    return switch (keys.check(signature, call.body(), call.receivedAt())) {
      case GENUINE -> null;
      case FORGED ->
          new Refused(401, "wrong-signature", "The signature is not Google Health's of this body.");
      case NO_KEYS ->
          given != null
              ? null
              : new Refused(
                  503,
                  "keys-unreachable",
                  "Google Health's public keys cannot be fetched at the moment; post it again.");
    };
  }
}
