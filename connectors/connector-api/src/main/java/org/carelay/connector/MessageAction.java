package org.carelay.connector;

import java.util.List;

/** An action that reaches a person. The gate sees the recipients before anything leaves. */
public interface MessageAction<C extends Client, I extends Record, O> extends Action<C, I, O> {
  @Override
  default Effect effect() {
    return Effect.MESSAGE;
  }

  /** Whom this would reach, as written; the gate normalises and approves. */
  List<Recipient> recipients(I input);
}
