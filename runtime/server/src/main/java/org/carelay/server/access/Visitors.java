package org.carelay.server.access;

import static org.carelay.server.Services.WORKSPACE;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.filters.AuthenticationFetcher;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.carelay.server.Configuration;
import org.carelay.server.Running;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Says who is asking: the holder of the admin token or of a named one, a signed-in browser, or (in
 * practice on this machine only) anybody.
 */
@Singleton
final class Visitors implements AuthenticationFetcher<HttpRequest<?>> {
  static final String COOKIE = "carelay-session";
  private static final Sessions.Who ADMIN = new Sessions.Who("admin", null);
  private static final Sessions.Who PRACTICE = new Sessions.Who("practice", null);

  private final Configuration configuration;
  private final Sessions sessions;
  private final Running running;

  Visitors(Configuration configuration, Sessions sessions, Running running) {
    this.configuration = configuration;
    this.sessions = sessions;
    this.running = running;
  }

  @Override
  public Publisher<Authentication> fetchAuthentication(HttpRequest<?> request) {
    var authorization = request.getHeaders().get(HttpHeaders.AUTHORIZATION);
    if (authorization != null) {
      var token = bearer(authorization);
      return isAdminToken(token) ? found(ADMIN) : looked(() -> named(token));
    }
    var session = request.getCookies().findCookie(COOKIE).map(Cookie::getValue);
    var who = session.map(sessions::who).orElse(null);
    if (who != null && who.token() == null) {
      return found(who);
    }
    if (who != null) {
      return looked(() -> isStillKnown(who) ? who : null);
    }
    return isPracticeVisitor(request) ? found(PRACTICE) : Mono.empty();
  }

  private static Mono<Authentication> found(Sessions.Who who) {
    return Mono.just(Authentication.build(who.name(), List.of(Roles.ADMIN)));
  }

  /** Named tokens are in the database, which must not be waited for where requests are read. */
  private static Mono<Authentication> looked(Callable<Sessions.@Nullable Who> lookup) {
    return Mono.fromCallable(lookup)
        .subscribeOn(Schedulers.boundedElastic())
        .flatMap(Visitors::found);
  }

  /** Whose token it is; null where it is nobody's. May read the database. */
  Sessions.@Nullable Who holder(String token) {
    return isAdminToken(token) ? ADMIN : named(token);
  }

  private Sessions.@Nullable Who named(String token) {
    var services = running.servicesOrNull();
    var holder = services == null ? null : services.engine().tokens().holder(WORKSPACE, token);
    return holder == null ? null : new Sessions.Who(holder.name(), holder.id());
  }

  private boolean isStillKnown(Sessions.Who who) {
    var services = running.servicesOrNull();
    return services != null
        && who.token() != null
        && services.engine().tokens().isKnown(WORKSPACE, who.token());
  }

  private boolean isAdminToken(String token) {
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
