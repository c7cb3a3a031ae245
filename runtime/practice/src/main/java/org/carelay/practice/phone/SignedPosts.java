package org.carelay.practice.phone;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Posts forms to the clinic's runtime as Twilio does: signed, at most 15 seconds, and once more
 * where there was no answer or a 5xx.
 */
final class SignedPosts implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SignedPosts.class);
  private static final int ATTEMPTS = 2;
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration TOTAL = Duration.ofSeconds(15);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT).build();
  private final String authToken;

  SignedPosts(String authToken) {
    this.authToken = authToken;
  }

  /** Whether the other side answered 2xx. */
  boolean post(URI url, Map<String, String> form) throws InterruptedException {
    var request =
        HttpRequest.newBuilder(url)
            .timeout(TOTAL)
            .header("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8")
            .header(TwilioSignature.HEADER, TwilioSignature.sign(authToken, url, form))
            .header("I-Twilio-Idempotency-Token", UUID.randomUUID().toString())
            .POST(BodyPublishers.ofString(FormFields.encode(form)))
            .build();
    var outcome = "no answer";
    for (var attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        var status = http.send(request, BodyHandlers.discarding()).statusCode();
        if (status < 500) {
          if (status / 100 != 2) {
            LOG.warn("The practice phone's post to {} was refused with {}", url.getPath(), status);
          }
          return status / 100 == 2;
        }
        outcome = "status " + status;
      } catch (IOException e) {
        outcome = e.getClass().getSimpleName();
      }
    }
    LOG.warn("The practice phone could not post to {}: {}", url.getPath(), outcome);
    return false;
  }

  @Override
  public void close() {
    http.shutdownNow();
    http.close();
  }
}
