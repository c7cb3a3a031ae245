package org.carelay.server.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.micronaut.context.annotation.Primary;
import io.micronaut.core.convert.exceptions.ConversionErrorException;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.Error;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import io.micronaut.web.router.exceptions.UnsatisfiedBodyRouteException;
import io.micronaut.web.router.exceptions.UnsatisfiedQueryValueRouteException;
import jakarta.inject.Singleton;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Gives every error that the framework finds by itself the shape of a {@link Problem}. */
@Singleton
@Primary
final class ProblemProcessor implements ErrorResponseProcessor<Problem> {
  @Override
  public MutableHttpResponse<Problem> processResponse(
      ErrorContext context, MutableHttpResponse<?> response) {
    var status = response.code();
    var described = describe(context, status);
    var problem =
        new Problem(
            HttpStatus.getDefaultReason(status), status, described.code(), described.detail());
    if (status == HttpStatus.UNAUTHORIZED.getCode()) {
      response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer"); // RFC 9110, 15.5.2
    }
    return response.body(problem).contentType(MediaType.APPLICATION_JSON_PROBLEM_TYPE);
  }

  private record Described(String code, String detail) {}

  private static Described describe(ErrorContext context, int status) {
    var request = context.getRequest();
    return switch (status) {
      case 400 -> badRequest(context);
      case 401 ->
          new Described("not-signed-in", "Send a bearer token, or sign in: POST /api/v1/session.");
      case 403 -> new Described("forbidden", "This token does not have the right to do that.");
      case 404 -> new Described("not-found", "There is nothing at " + place(request) + ".");
      case 405 ->
          new Described(
              "method-not-allowed",
              request.getMethodName() + " is not possible at " + place(request) + ".");
      case 406 -> new Described("not-acceptable", "The answer is JSON; accept application/json.");
      case 413 ->
          new Described(
              "too-large",
              "The body, the address or a header is larger than is accepted here. Files go in parts"
                  + " of up to 8 MiB.");
      case 415 ->
          new Described("unsupported-media-type", "Send JSON with Content-Type: application/json.");
      case 500 ->
          new Described("internal-error", "Something failed inside Carelay; its log says what.");
      default -> new Described("http-" + status, messages(context));
    };
  }

  private static Described badRequest(ErrorContext context) {
    var json = cause(context.getRootCause().orElse(null), JsonProcessingException.class);
    return switch (json) {
      case null -> notUnderstood(context);
      case UnrecognizedPropertyException unknown ->
          new Described(
              "unknown-property",
              "The body has a property that is not known here: "
                  + pointer(unknown)
                  + ". Known here: "
                  + unknown.getKnownPropertyIds().stream()
                      .map(String::valueOf)
                      .sorted()
                      .collect(Collectors.joining(", "))
                  + ".");
      case JsonMappingException whole when whole.getPath().isEmpty() ->
          new Described("wrong-type", "The body must be one JSON object, and nothing after it.");
      case JsonMappingException wrong ->
          new Described(
              "wrong-type", "The body has a value of the wrong type at " + pointer(wrong) + ".");
      default -> {
        var problem = ProblemException.malformedJson(json).problem();
        yield new Described(problem.code(), problem.detail());
      }
    };
  }

  /** What the framework says of these names its own parts, and not what to do. */
  private static Described notUnderstood(ErrorContext context) {
    return switch (context.getRootCause().orElse(null)) {
      case UnsatisfiedBodyRouteException _ ->
          new Described("bad-request", "The body is missing or cannot be read: send JSON.");
      case UnsatisfiedQueryValueRouteException missing ->
          new Described(
              "missing-parameter",
              "The address must say which: ?" + missing.getQueryParameterName() + "=...");
      case ConversionErrorException wrong ->
          new Described(
              "bad-request",
              wrong.getArgument().getName() + " must be " + kind(wrong.getArgument().getType()));
      case null, default -> new Described("bad-request", messages(context));
    };
  }

  private static String kind(Class<?> type) {
    if (type == int.class || type == Integer.class) {
      return "one whole number, at most " + Integer.MAX_VALUE + ".";
    }
    return type == long.class || type == Long.class
        ? "one whole number, at most " + Long.MAX_VALUE + "."
        : "given once, and as the description of the API says.";
  }

  private static String pointer(JsonMappingException exception) {
    return exception.getPath().stream()
        .map(step -> "/" + (step.getFieldName() == null ? step.getIndex() : step.getFieldName()))
        .collect(Collectors.joining());
  }

  private static <T extends Throwable> @Nullable T cause(
      @Nullable Throwable thrown, Class<T> type) {
    for (var each = thrown; each != null; each = each.getCause()) {
      if (type.isInstance(each)) {
        return type.cast(each);
      }
    }
    return null;
  }

  private static String messages(ErrorContext context) {
    var all = context.getErrors().stream().map(Error::getMessage).collect(Collectors.joining(" "));
    return all.isBlank() ? "The request is not understood." : all;
  }

  private static String place(HttpRequest<?> request) {
    return request.getPath();
  }
}
