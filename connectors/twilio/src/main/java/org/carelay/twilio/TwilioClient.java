package org.carelay.twilio;

import com.twilio.http.TwilioRestClient;
import com.twilio.security.RequestValidator;
import java.net.URI;
import java.time.Duration;
import org.carelay.connector.Client;
import org.jspecify.annotations.Nullable;

/** An opened Twilio account. */
final class TwilioClient implements Client {
  private static final URI TWILIO = URI.create("https://api.twilio.com");

  private final TwilioSettings settings;
  private final SingleAttempt transport;
  private final TwilioRestClient rest;
  private final RequestValidator validator;
  private final URI publicUrl;

  /**
   * @throws IllegalArgumentException if the settings contradict each other
   */
  TwilioClient(TwilioSettings settings, URI publicUrl) {
    this.settings = settings;
    this.publicUrl = publicUrl;
    var accountSid = settings.accountSid().strip();
    if (!accountSid.matches("[A-Za-z0-9]+")) {
      throw new IllegalArgumentException(
          "The account SID consists of letters and digits; copy it from Twilio's console");
    }
    if (settings.authToken().isBlank()) {
      throw new IllegalArgumentException("The auth token is empty; copy it from Twilio's console");
    }
    if (from() == null && messagingServiceSid() == null) {
      throw new IllegalArgumentException(
          "Give a number to send from, or a messaging service that chooses one");
    }
    var validity = settings.validityPeriod();
    if (validity != null
        && (validity.compareTo(Duration.ofSeconds(1)) < 0
            || validity.compareTo(Duration.ofHours(10)) > 0)) {
      throw new IllegalArgumentException("\"Give up after\" must be between PT1S and PT10H");
    }
    var token = settings.authToken().strip();
    transport = new SingleAttempt(baseUrl(settings.baseUrl()));
    rest =
        new TwilioRestClient.Builder(accountSid, token)
            .accountSid(accountSid)
            .httpClient(transport)
            .build();
    validator = new RequestValidator(token);
  }

  TwilioRestClient rest() {
    return rest;
  }

  RequestValidator validator() {
    return validator;
  }

  /** The number to send from, without the spaces and dashes that people write. */
  @Nullable String from() {
    var from = blankToNull(settings.from());
    return from == null || !from.startsWith("+") ? from : "+" + from.replaceAll("[^0-9]", "");
  }

  @Nullable String messagingServiceSid() {
    return blankToNull(settings.messagingServiceSid());
  }

  @Nullable Duration validityPeriod() {
    return settings.validityPeriod();
  }

  /**
   * Whether to ask for news. The real Twilio refuses the whole message (21609) where the address it
   * should post to is plainly not on the internet; a stand-in may well be next door.
   */
  boolean canBeTold() {
    var baseUrl = settings.baseUrl();
    var real = baseUrl == null || baseUrl.getHost().endsWith(".twilio.com");
    return !real || PublicAddress.isPublic(publicUrl);
  }

  @Override
  public void close() {
    transport.close();
  }

  @Override
  public String toString() {
    return "TwilioClient[" + settings.accountSid() + "]";
  }

  private static URI baseUrl(@Nullable URI written) {
    var url = written == null ? TWILIO : written;
    var scheme = url.getScheme();
    if (url.getHost() == null || !("http".equals(scheme) || "https".equals(scheme))) {
      throw new IllegalArgumentException(
          "The address of the service must look like https://api.twilio.com");
    }
    if (url.getRawQuery() != null || url.getRawFragment() != null || url.getUserInfo() != null) {
      throw new IllegalArgumentException(
          "The address of the service must have no ?, # or user name");
    }
    if ("http".equals(scheme) && PublicAddress.isPublic(url)) {
      throw new IllegalArgumentException(
          "Use https for a service on the internet; http would show the auth token to others");
    }
    return URI.create(url.toString().replaceAll("/+$", ""));
  }

  private static @Nullable String blankToNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }
}
