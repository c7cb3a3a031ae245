package org.carelay.server.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.micronaut.http.HttpStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ends a request with a {@link Problem}; thrown by controllers. */
public final class ProblemException extends RuntimeException {
  private final transient Problem problem;

  public ProblemException(HttpStatus status, String code, String detail) {
    this(status, code, detail, List.of());
  }

  public ProblemException(
      HttpStatus status, String code, String detail, List<Problem.Place> places) {
    super(detail, null, false, false);
    this.problem = new Problem(status.getReason(), status.getCode(), code, detail, places);
  }

  public static ProblemException notFound(String what, String id) {
    return new ProblemException(
        HttpStatus.NOT_FOUND, "not-found", "There is no " + what + " \"" + id + "\".");
  }

  public static ProblemException badRequest(String code, String detail) {
    return new ProblemException(HttpStatus.BAD_REQUEST, code, detail);
  }

  /**
   * A property that a body must have.
   *
   * @param pointer where it belongs, such as {@code /token}
   * @throws ProblemException 400 where it is missing
   */
  public static <T> T require(@Nullable T value, String pointer) {
    if (value == null) {
      throw badRequest("missing-property", "The body must have a value at " + pointer + ".");
    }
    return value;
  }

  /** Says where a body stops being JSON; not what stands there, which may be a patient's. */
  public static ProblemException malformedJson(JsonProcessingException e) {
    if (e instanceof StreamConstraintsException) {
      return badRequest(
          "too-complex",
          "The body is nested too deeply, or has a number or name that is too long.");
    }
    var location = e.getLocation();
    return badRequest(
        "malformed-json",
        location == null
            ? "The body is not JSON."
            : "The body is not JSON: look at line %d, column %d."
                .formatted(location.getLineNr(), location.getColumnNr()));
  }

  public Problem problem() {
    return problem;
  }
}
