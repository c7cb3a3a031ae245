package org.carelay.schedule;

/** A cron expression that cannot be understood; the message says what to change. */
public final class CronException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;
  private final String code;

  CronException(String code, String message) {
    super(message);
    this.code = code;
  }

  /** Stable, kebab-case, such as {@code cron-value-out-of-range}. */
  public String code() {
    return code;
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
