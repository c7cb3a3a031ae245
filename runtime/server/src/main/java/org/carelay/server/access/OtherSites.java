package org.carelay.server.access;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.net.URI;
import java.util.Set;
import org.carelay.server.Configuration;
import org.carelay.server.web.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * Refuses changes that another site's page asks for. A browser carries its cookie, and this
 * machine's trust in practice, into requests that other sites make it send; a bearer token it does
 * not.
 */
@ServerFilter("/api/**")
final class OtherSites {
  private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS");
  private static final Set<String> OUR_SITE = Set.of("same-origin", "none");

  private final @Nullable URI publicUrl;

  OtherSites(Configuration configuration) {
    this.publicUrl = configuration.publicUrl();
  }

  @RequestFilter
  void refuse(HttpRequest<?> request) {
    var headers = request.getHeaders();
    if (SAFE_METHODS.contains(request.getMethodName())
        || headers.contains(HttpHeaders.AUTHORIZATION)) {
      return;
    }
    var site = headers.get("Sec-Fetch-Site");
    var origin = headers.get(HttpHeaders.ORIGIN);
    if ((site != null && !OUR_SITE.contains(site))
        || (origin != null && !isOurs(origin, headers.get(HttpHeaders.HOST)))) {
      throw new ProblemException(
          HttpStatus.FORBIDDEN,
          "other-site",
          "This request was made by another site's page; use Carelay's own pages or a token. Where"
              + " these were its own pages: CARELAY_PUBLIC_URL must be the address they have.");
    }
  }

  /** Also by the public address: not every proxy passes on which host was asked for. */
  private boolean isOurs(String origin, @Nullable String host) {
    try {
      var site = URI.create(origin);
      var authority = site.getAuthority();
      return authority != null
          && (authority.equalsIgnoreCase(host)
              || (publicUrl != null
                  && authority.equalsIgnoreCase(publicUrl.getAuthority())
                  && publicUrl.getScheme().equalsIgnoreCase(site.getScheme())));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
