package org.carelay.server.access;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.filters.AuthenticationFetcher;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.carelay.server.Configuration;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/**
 * Says who is asking: the holder of the admin token, a signed-in browser, or (in practice on this
 * machine only) anybody.
 */
@Singleton
final class Visitors implements AuthenticationFetcher<HttpRequest<?>> {
  static final String COOKIE = "carelay-session";
  private static final Authentication ADMIN = Authentication.build("admin", List.of(Roles.ADMIN));
  private static final Authentication PRACTICE =
      Authentication.build("practice", List.of(Roles.ADMIN));

  private final Configuration configuration;
  private final Sessions sessions;

  Visitors(Configuration configuration, Sessions sessions) {
    this.configuration = configuration;
    this.sessions = sessions;
  }

  @Override
  public Publisher<Authentication> fetchAuthentication(HttpRequest<?> request) {
    return Mono.justOrEmpty(identify(request));
  }

  Optional<Authentication> identify(HttpRequest<?> request) {
    var authorization = request.getHeaders().get(HttpHeaders.AUTHORIZATION);
    if (authorization != null) {
      return isAdminToken(bearer(authorization)) ? Optional.of(ADMIN) : Optional.empty();
    }
    var session = request.getCookies().findCookie(COOKIE).map(Cookie::getValue);
    if (session.isPresent() && sessions.isValid(session.get())) {
      return Optional.of(ADMIN);
    }
    return isPracticeVisitor(request) ? Optional.of(PRACTICE) : Optional.empty();
  }

  boolean isAdminToken(String token) {
    var admin = configuration.adminToken();
    return admin != null && Sessions.same(admin.value(), token);
  }

  private static String bearer(String authorization) {
    return authorization.regionMatches(true, 0, "Bearer ", 0, 7)
        ? authorization.substring(7).strip()
        : "";
  }

  /**
   * Also looks at the Host header, which another site's script cannot choose: with its own name
   * pointed at 127.0.0.1 it would otherwise be let in (DNS rebinding). A proxy on this machine
   * speaks for others.
   */
  private boolean isPracticeVisitor(HttpRequest<?> request) {
    var headers = request.getHeaders();
    return configuration.signsVisitorsIn()
        && request.getRemoteAddress().getAddress().isLoopbackAddress()
        && isLoopbackHost(headers.get(HttpHeaders.HOST))
        && !headers.contains("Forwarded")
        && !headers.contains("X-Forwarded-For");
  }

  private static boolean isLoopbackHost(@Nullable String host) {
    return host != null
        && host.toLowerCase(Locale.ROOT).matches("(localhost|127(\\.\\d{1,3}){3}|\\[::1])(:\\d+)?");
  }
}
