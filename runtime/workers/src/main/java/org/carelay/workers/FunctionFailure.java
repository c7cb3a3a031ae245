package org.carelay.workers;

import java.util.List;
import org.carelay.workers.FunctionError.Kind;

/** Carries a {@link FunctionError} from where it is found to where the call is answered. */
final class FunctionFailure extends Exception {
  private final transient FunctionError error;
  private final transient List<String> log;

  /**
   * @param log what was printed before
   */
  FunctionFailure(FunctionError error, List<String> log) {
    super(error.message(), null, false, false);
    this.error = error;
    this.log = log;
  }

  FunctionFailure(FunctionError error) {
    this(error, List.of());
  }

  FunctionFailure(Kind kind, String message) {
    this(FunctionError.of(kind, message));
  }

  FunctionError error() {
    return error;
  }

  List<String> log() {
    return log;
  }
}
