package org.carelay.sheets;

import com.google.api.client.http.HttpRequest;
import com.google.api.client.http.HttpRequestInitializer;
import com.google.api.client.http.HttpResponse;
import com.google.auth.http.HttpCredentialsAdapter;
import com.google.auth.oauth2.GoogleCredentials;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Signs each request and bounds its time. After a 401 the token is fetched anew once; if that is
 * refused too, the refusal is what the caller gets, and not the 401, so that a revoked key can be
 * told from a glitch. Nothing else is ever repeated here.
 */
final class SignIn implements HttpRequestInitializer {
  /** When the call at hand must be over; unbound means {@link #LONGEST}. */
  static final ScopedValue<Instant> DEADLINE = ScopedValue.newInstance();

  private static final int UNAUTHORIZED = 401;
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration LONGEST = Duration.ofSeconds(20);

  private final GoogleCredentials credentials;
  private final Clock clock;

  SignIn(GoogleCredentials credentials, Clock clock) {
    this.credentials = credentials;
    this.clock = clock;
  }

  @Override
  public void initialize(HttpRequest request) throws IOException {
    sign(request);
    var left = timeLeft();
    request.setConnectTimeout((int) Math.min(CONNECT.toMillis(), left.toMillis()));
    request.setReadTimeout((int) left.toMillis());
    request.setNumberOfRetries(1);
  }

  private void sign(HttpRequest request) throws IOException {
    new HttpCredentialsAdapter(credentials).initialize(request);
    // The adapter put itself here; it would only log that a refresh was refused.
    request.setUnsuccessfulResponseHandler(this::signAgain);
  }

  private boolean signAgain(HttpRequest request, HttpResponse response, boolean mayRepeat)
      throws IOException {
    if (response.getStatusCode() != UNAUTHORIZED || !mayRepeat) {
      return false;
    }
    credentials.refresh();
    sign(request);
    return true;
  }

  private Duration timeLeft() {
    if (!DEADLINE.isBound()) {
      return LONGEST;
    }
    var left = Duration.between(clock.instant(), DEADLINE.get());
    if (left.toMillis() < 1) {
      return Duration.ofMillis(1);
    }
    return left.compareTo(LONGEST) < 0 ? left : LONGEST;
  }
}
