package org.carelay.workers;

import org.jspecify.annotations.Nullable;

/**
 * Why a call gave no result.
 *
 * @param message plain sentences that say what happened and what to do
 * @param line the line in the person's own code, from 1, where it can be known
 * @param column in that line, from 1, where it can be known
 */
public record FunctionError(
    Kind kind, String message, @Nullable Integer line, @Nullable Integer column) {

  static FunctionError of(Kind kind, String message) {
    return new FunctionError(kind, message, null, null);
  }

  /** What can go wrong; the codes are part of the API. */
  public enum Kind {
    /** The code threw, or can not be loaded. */
    USER_ERROR("user_error"),
    /** It took longer than it may, and was killed. */
    TIMED_OUT("timed_out"),
    /** It wanted more memory than it may have. */
    OUT_OF_MEMORY("out_of_memory"),
    /** Its process ended in the middle of the call. */
    CRASHED("crashed"),
    /** This machine can not run it: no interpreter, no such environment, no free worker. */
    NOT_AVAILABLE("not_available"),
    /** What it returned is not JSON, or is too large. */
    BAD_RESULT("bad_result");

    private final String code;

    Kind(String code) {
      this.code = code;
    }

    public String code() {
      return code;
    }
  }
}
