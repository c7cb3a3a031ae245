package org.carelay.practice.google;

/** A refusal in Google's shape; thrown anywhere below the router. */
final class ApiError extends RuntimeException {
  private final int code;
  private final String status;
  private final String reason;

  ApiError(int code, String status, String reason, String message) {
    super(message, null, false, false);
    this.code = code;
    this.status = status;
    this.reason = reason;
  }

  static ApiError invalid(String message) {
    return new ApiError(400, "INVALID_ARGUMENT", "badRequest", message);
  }

  static ApiError notFound() {
    return new ApiError(404, "NOT_FOUND", "notFound", "Requested entity was not found.");
  }

  static ApiError forbidden() {
    return new ApiError(
        403, "PERMISSION_DENIED", "forbidden", "The caller does not have permission");
  }

  int code() {
    return code;
  }

  String status() {
    return status;
  }

  /** The older error list's word, and the reason in the ErrorInfo detail. */
  String reason() {
    return reason;
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
