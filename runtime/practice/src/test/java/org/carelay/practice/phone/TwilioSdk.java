package org.carelay.practice.phone;

import com.twilio.http.NetworkHttpClient;
import com.twilio.http.TwilioRestClient;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.HttpHost;

/** Twilio's own client, untouched but for the host it connects to. */
final class TwilioSdk {
  private TwilioSdk() {}

  static TwilioRestClient of(PracticeTwilio phone) {
    return of(phone, phone.authToken());
  }

  static TwilioRestClient of(PracticeTwilio phone, String token) {
    var host = HttpHost.create(phone.baseUrl());
    var http =
        new NetworkHttpClient(
            HttpClientBuilder.create().setRoutePlanner((_, _) -> new HttpRoute(host)));
    return new TwilioRestClient.Builder(phone.accountSid(), token)
        .accountSid(phone.accountSid())
        .httpClient(http)
        .build();
  }
}
