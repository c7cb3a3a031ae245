package org.carelay.server.web;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import org.carelay.engine.store.Sql;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A database that does not answer is not the client's fault, and passes. */
@Singleton
final class DatabaseAwayHandler
    implements ExceptionHandler<Sql.DatabaseException, HttpResponse<Problem>> {
  private static final Logger log = LoggerFactory.getLogger(DatabaseAwayHandler.class);

  private final ProblemExceptionHandler problems;

  DatabaseAwayHandler(ProblemExceptionHandler problems) {
    this.problems = problems;
  }

  @Override
  @SuppressWarnings("rawtypes") // the interface's own signature
  public HttpResponse<Problem> handle(HttpRequest request, Sql.DatabaseException exception) {
    log.warn("{} {}: {}", request.getMethodName(), request.getPath(), exception.getMessage());
    return problems.handle(
        request,
        new ProblemException(
            HttpStatus.SERVICE_UNAVAILABLE,
            "database-away",
            "The database does not answer; try again in a moment."));
  }
}
