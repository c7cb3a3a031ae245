package org.carelay.server.web;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;

/** Turns a {@link ProblemException} into its answer. */
@Singleton
final class ProblemExceptionHandler
    implements ExceptionHandler<ProblemException, HttpResponse<Problem>> {
  @Override
  @SuppressWarnings("rawtypes") // the interface's own signature
  public HttpResponse<Problem> handle(HttpRequest request, ProblemException exception) {
    var problem = exception.problem();
    var response =
        HttpResponse.<Problem>status(HttpStatus.valueOf(problem.status()))
            .contentType(MediaType.APPLICATION_JSON_PROBLEM_TYPE)
            .body(problem);
    return problem.status() == 503 ? response.header("Retry-After", "1") : response;
  }
}
