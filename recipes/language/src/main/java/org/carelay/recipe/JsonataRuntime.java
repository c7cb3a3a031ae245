package org.carelay.recipe;

import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.Parser;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Compiles and evaluates with the JSONata library so that many threads can share an expression.
 *
 * <p>The library keeps a parser and a "current" instance per thread, and an expression serves as
 * current instance of the thread that compiled it: its environment, with the values of a running
 * evaluation, would then be seen by other threads that use the same expression. So compiling leaves
 * no trace on the thread, and evaluating borrows an instance that belongs to no expression. Virtual
 * threads are also too short-lived to have a parser each.
 */
final class JsonataRuntime {
  private static final Object COMPILING = new Object();
  private static final Queue<Jsonata> IDLE = new ConcurrentLinkedQueue<>();
  private static final ScopedValue<Evaluation> EVALUATION = ScopedValue.newInstance();
  private static final Jsonata.Frame FUNCTIONS = functions();
  private static Parser parser = new Parser();

  /** What the functions of our own can see. */
  record Evaluation(Scope scope, Bounds bounds) {}

  private JsonataRuntime() {}

  private static Jsonata.Frame functions() {
    var frame = JsonataInternals.environment(instance());
    Functions.all().forEach(frame::bind);
    return frame;
  }

  private static Jsonata instance() {
    JsonataInternals.PARSER.set(new Parser());
    try {
      return Jsonata.jsonata("0");
    } finally {
      JsonataInternals.PARSER.remove();
      JsonataInternals.CURRENT.remove();
    }
  }

  /**
   * @throws RuntimeException of many kinds if the text is no expression
   */
  static Jsonata compile(String text) {
    synchronized (COMPILING) {
      JsonataInternals.PARSER.set(parser);
      // A parser keeps remains of a failed text, and of every text with a parent operator.
      boolean clean = false;
      try {
        var compiled = Jsonata.jsonata(text);
        compiled.setValidateInput(false);
        compiled.setOutputConvertNulls(false);
        JsonataInternals.setEnvironment(compiled, FUNCTIONS);
        clean = text.indexOf('%') < 0;
        return compiled;
      } finally {
        parser = clean ? parser : new Parser();
        JsonataInternals.PARSER.remove();
        JsonataInternals.CURRENT.remove();
      }
    }
  }

  /**
   * The raw result: null for nothing, {@link Jsonata#NULL_VALUE} for null.
   *
   * @throws RuntimeException of many kinds
   */
  static @Nullable Object evaluate(Jsonata compiled, Scope scope, Bounds bounds) {
    var idle = IDLE.poll();
    var borrowed = idle == null ? instance() : idle;
    JsonataInternals.CURRENT.set(borrowed);
    try {
      return ScopedValue.where(EVALUATION, new Evaluation(scope, bounds))
          .call(() -> compiled.evaluate(scope.names(), bounded(compiled, bounds)));
    } finally {
      JsonataInternals.CURRENT.remove();
      IDLE.offer(borrowed);
    }
  }

  private static Jsonata.Frame bounded(Jsonata compiled, Bounds bounds) {
    var frame = compiled.createFrame();
    frame.setEvaluateEntryCallback(bounds);
    frame.setEvaluateExitCallback(bounds);
    return frame;
  }

  static Evaluation evaluation() {
    return EVALUATION.get();
  }
}
