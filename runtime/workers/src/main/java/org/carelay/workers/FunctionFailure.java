package org.carelay.workers;

import org.carelay.workers.FunctionError.Kind;

/** Carries a {@link FunctionError} from where it is found to where the call is answered. */
final class FunctionFailure extends Exception {
  private final transient FunctionError error;

  FunctionFailure(FunctionError error) {
    super(error.message(), null, false, false);
    this.error = error;
  }

  FunctionFailure(Kind kind, String message) {
    this(FunctionError.of(kind, message));
  }

  FunctionError error() {
    return error;
  }
}
