package org.carelay.practice.phone;

/** Why a request is refused, in Twilio's numbers and words. */
final class ApiError extends Exception {
  private final int status;
  private final int code;

  ApiError(int status, int code, String message) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
  }

  int status() {
    return status;
  }

  int code() {
    return code;
  }

  /** What Twilio answers with where only the HTTP status is given. */
  static ApiError of(int status) {
    return switch (status) {
      case 401 -> new ApiError(401, 20003, "Authenticate");
      case 404 -> new ApiError(404, 20404, "The requested resource was not found");
      case 405 -> new ApiError(405, 20004, "Method not allowed");
      case 429 -> new ApiError(429, 20429, "Too Many Requests");
      case 503 -> new ApiError(503, 20503, "Service Unavailable");
      default -> new ApiError(status, 20000 + status, "Refused by the practice phone");
    };
  }
}
