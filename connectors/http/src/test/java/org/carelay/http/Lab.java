package org.carelay.http;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.carelay.recipe.Binder;
import org.carelay.recipe.BindingException;

/** Settings and inputs as JSON gives them. */
final class Lab {
  private Lab() {}

  static HttpSettings settings(String baseUrl, String... hosts) {
    return signingIn(baseUrl, "right-token", hosts);
  }

  static HttpSettings signingIn(String baseUrl, String token, String... hosts) {
    return new HttpSettings(
        URI.create(baseUrl), List.of(hosts), token, null, null, null, null, null, null);
  }

  static HttpGet.Input get(String url) {
    return new HttpGet.Input(url, null, null, null, null, Duration.ofSeconds(10), null);
  }

  static HttpGet.Input get(Map<String, Object> with) throws BindingException {
    return Binder.bind(with, HttpGet.Input.class);
  }

  static HttpPost.Input post(Map<String, Object> with) throws BindingException {
    return Binder.bind(with, HttpPost.Input.class);
  }

  static HttpPut.Input put(Map<String, Object> with) throws BindingException {
    return Binder.bind(with, HttpPut.Input.class);
  }
}
