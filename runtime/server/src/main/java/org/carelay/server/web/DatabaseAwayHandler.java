package org.carelay.server.web;

import io.micronaut.http.BasicHttpAttributes;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import org.carelay.engine.store.Sql;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A database that does not answer is not the client's fault, and passes; a character that no text
 * in it can have is.
 */
@Singleton
final class DatabaseAwayHandler
    implements ExceptionHandler<Sql.DatabaseException, HttpResponse<Problem>> {
  private static final Logger log = LoggerFactory.getLogger(DatabaseAwayHandler.class);

  /** PostgreSQL's "character not in repertoire": U+0000. */
  private static final String IMPOSSIBLE_CHARACTER = "22021";

  private final ProblemExceptionHandler problems;

  DatabaseAwayHandler(ProblemExceptionHandler problems) {
    this.problems = problems;
  }

  @Override
  @SuppressWarnings("rawtypes") // the interface's own signature
  public HttpResponse<Problem> handle(HttpRequest request, Sql.DatabaseException exception) {
    if (exception.getCause() instanceof SQLException cause
        && IMPOSSIBLE_CHARACTER.equals(cause.getSQLState())) {
      return problems.handle(
          request,
          ProblemException.badRequest(
              "bad-character", "A text in the request has a character that cannot be stored."));
    }
    // The route and not the address: tokens of forms and numbers of phones stand in addresses.
    log.warn(
        "{} {}: {}",
        request.getMethodName(),
        BasicHttpAttributes.getUriTemplate(request).orElse("/"),
        exception.getMessage());
    return problems.handle(
        request,
        new ProblemException(
            HttpStatus.SERVICE_UNAVAILABLE,
            "database-away",
            "The database does not answer; try again in a moment."));
  }
}
