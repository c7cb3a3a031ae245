package org.carelay.webhook;

/** A body that cannot be read; the message says where, and quotes nothing. */
final class BodyException extends Exception {
  private static final long serialVersionUID = 1;
  private final String code;

  BodyException(String code, String message) {
    super(message);
    this.code = code;
  }

  String code() {
    return code;
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
