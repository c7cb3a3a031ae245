package org.carelay.server.access;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.carelay.engine.effect.DeliveryMode;
import org.carelay.server.Configuration;
import org.carelay.server.Version;
import org.carelay.server.web.ProblemException;
import org.jspecify.annotations.Nullable;

/** Signs a browser in and out. */
@Controller("/api/v1/session")
@Secured(SecurityRule.IS_ANONYMOUS)
@Tag(name = "Session")
final class SessionController {
  private final Configuration configuration;
  private final Visitors visitors;
  private final Sessions sessions;

  SessionController(Configuration configuration, Visitors visitors, Sessions sessions) {
    this.configuration = configuration;
    this.visitors = visitors;
    this.sessions = sessions;
  }

  /**
   * Who is asking.
   *
   * @param mode where messages may go
   * @param practice whether the practice clinic is there
   */
  record Session(
      boolean signedIn,
      @Nullable String user,
      @Schema(allowableValues = {"practice", "allowlist", "live"}) String mode,
      boolean practice,
      String version) {}

  record SignIn(
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED, nullable = false)
          @Nullable String token) {}

  @Get
  @Operation(summary = "Says who is asking; never refused")
  Session get(@Nullable Authentication visitor) {
    return new Session(
        visitor != null,
        visitor == null ? null : visitor.getName(),
        configuration.mode().id(),
        configuration.mode() == DeliveryMode.PRACTICE,
        Version.CURRENT);
  }

  @Post
  @ExecuteOn(TaskExecutors.BLOCKING)
  @Operation(summary = "Signs a browser in with a token, by a cookie")
  @ApiResponse(responseCode = "204", description = "Signed in")
  HttpResponse<?> signIn(@Body SignIn signIn, HttpRequest<?> request) {
    var who = visitors.holder(ProblemException.require(signIn.token(), "/token"));
    if (who == null) {
      throw new ProblemException(
          HttpStatus.UNAUTHORIZED, "wrong-token", "This token is not known here.");
    }
    return HttpResponse.noContent()
        .cookie(cookie(sessions.start(who), Sessions.LIFETIME.toSeconds()));
  }

  @Delete
  @Operation(summary = "Signs a browser out")
  @ApiResponse(responseCode = "204", description = "Signed out")
  HttpResponse<?> signOut(HttpRequest<?> request) {
    request.getCookies().findCookie(Visitors.COOKIE).map(Cookie::getValue).ifPresent(sessions::end);
    return HttpResponse.noContent().cookie(cookie("", 0));
  }

  private Cookie cookie(String value, long seconds) {
    var publicUrl = configuration.publicUrl();
    return Cookie.of(Visitors.COOKIE, value)
        .path("/")
        .httpOnly(true)
        .sameSite(SameSite.Strict)
        .secure(publicUrl != null && "https".equals(publicUrl.getScheme()))
        .maxAge(seconds);
  }
}
