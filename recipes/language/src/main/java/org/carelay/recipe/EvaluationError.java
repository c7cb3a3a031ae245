package org.carelay.recipe;

import com.dashjoin.jsonata.JException;

/** A failure with a sentence of our own; of the library's kind, since it hides others. */
final class EvaluationError extends JException {
  private final String code;
  private final String sentence;

  /**
   * @param sentence continues "the expression ..." and quotes no data
   */
  EvaluationError(String code, String sentence) {
    super(code);
    this.code = code;
    this.sentence = sentence;
  }

  String code() {
    return code;
  }

  String sentence() {
    return sentence;
  }
}
