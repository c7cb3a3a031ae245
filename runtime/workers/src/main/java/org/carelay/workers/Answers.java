package org.carelay.workers;

import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.carelay.workers.FunctionError.Kind;
import org.carelay.workers.Worker.Reply;
import org.jspecify.annotations.Nullable;

/** Reads what a worker answered, or why it did not, and puts it in words. */
final class Answers {
  /** What V8, the JVM and Python print when they have to give up. */
  private static final Pattern OUT_OF_MEMORY =
      Pattern.compile(
          "heap out of memory|Fatal process out of memory|Allocation failed|Not enough space"
              + "|OutOfMemoryError|(?m:^MemoryError)");

  /** How the Java worker leaves when it can not even say that its heap is full. */
  private static final int JAVA_HEAP_FULL = 3;

  private Answers() {}

  /**
   * What came of asking. A worker that is not reusable must not get another call; {@code left} says
   * what goes on in it after the call, if anything does.
   */
  sealed interface Outcome {
    boolean reusable();

    @Nullable String left();

    record Done(@Nullable Object output, @Nullable String left) implements Outcome {
      @Override
      public boolean reusable() {
        return left == null;
      }
    }

    record Failed(FunctionError error, boolean reusable, @Nullable String left)
        implements Outcome {}
  }

  /**
   * Asks a worker and reads what comes back. When the caller is interrupted the worker is ended.
   *
   * @param deadline by {@link System#nanoTime()}
   * @param allowed how long that is, for the message
   */
  static Outcome ask(Worker worker, Question question, long deadline, Duration allowed)
      throws InterruptedException {
    var reply = worker.exchange(question.frame(), deadline);
    return read(reply, question.id(), allowed);
  }

  private static Outcome read(Reply reply, long id, Duration allowed) {
    return switch (reply) {
      case Reply.Gone gone -> ended(gone(gone.ended(), allowed));
      case Reply.Answer answer -> read(answer.payload(), id);
    };
  }

  private static Outcome read(byte[] payload, long id) {
    Map<?, ?> fields;
    try {
      fields = Json.readObject(payload);
    } catch (IOException e) {
      return ended(unreadable(e));
    }
    if (!(fields.get("id") instanceof Number number) || number.longValue() != id) {
      return ended(forged());
    }
    var left = fields.get("left") instanceof String text ? text : null;
    if (fields.get("err") instanceof Map<?, ?> told) {
      var error = error(told);
      return new Outcome.Failed(error, left == null && error.kind() != Kind.OUT_OF_MEMORY, left);
    }
    return new Outcome.Done(fields.get("ok"), left);
  }

  private static Outcome ended(FunctionError error) {
    return new Outcome.Failed(error, false, null);
  }

  private static FunctionError error(Map<?, ?> told) {
    var message = text(told.get("message"));
    var line = whole(told.get("line"));
    var column = whole(told.get("column"));
    return switch (text(told.get("kind"))) {
      case "bad_result" ->
          new FunctionError(
              Kind.BAD_RESULT,
              "The result" + place(told.get("path")) + " can not be used: " + message + ".",
              line,
              column);
      case "out_of_memory" ->
          new FunctionError(Kind.OUT_OF_MEMORY, outOfMemory(message), line, column);
      case "not_available" -> FunctionError.of(Kind.NOT_AVAILABLE, message);
      default ->
          new FunctionError(Kind.USER_ERROR, thrown(told.get("type"), message), line, column);
    };
  }

  private static @Nullable Integer whole(@Nullable Object value) {
    return value instanceof Number number ? number.intValue() : null;
  }

  private static String place(@Nullable Object path) {
    return path instanceof String text && !text.isEmpty() ? " at " + text : "";
  }

  private static String thrown(@Nullable Object type, String message) {
    var told = message.isEmpty() ? text(type) : text(type) + ": " + message;
    return told + KeptIn.advice(told);
  }

  private static String outOfMemory(String what) {
    return "The function ran out of memory ("
        + what
        + "). Make it hold less at a time, or allow it more with \"memory\".";
  }

  private static FunctionError unreadable(IOException e) {
    if (!(e instanceof StreamConstraintsException)) {
      return forged();
    }
    var what =
        String.valueOf(e.getMessage()).contains("nesting depth")
            ? "it is nested more than " + Json.DEPTH + " levels deep."
            : "it holds a number of more than a thousand digits, or a name that is far too long.";
    return FunctionError.of(Kind.BAD_RESULT, "The result can not be used: " + what);
  }

  private static FunctionError forged() {
    return FunctionError.of(
        Kind.CRASHED,
        "The function wrote into the channel that carries results, and was ended. Print in the"
            + " usual way and leave open file descriptors alone.");
  }

  private static FunctionError gone(Ended ended, Duration allowed) {
    return switch (ended.cause()) {
      case OVERDUE ->
          FunctionError.of(
              Kind.TIMED_OUT,
              "The function was not done within "
                  + seconds(allowed)
                  + " and was ended. Make it"
                  + " faster, or allow it more with \"timeout\".");
      case BROKE_PROTOCOL -> forged();
      case CLOSED_ITS_OUTPUT ->
          FunctionError.of(
              Kind.CRASHED,
              "The function closed the channel that carries results, and was ended. Leave open file"
                  + " descriptors alone.");
      case FILLED_THE_DISK ->
          FunctionError.of(
              Kind.USER_ERROR,
              "The function wrote more into its work folder than it may, and was ended.");
      case DISMISSED -> FunctionError.of(Kind.NOT_AVAILABLE, "The runtime is shutting down.");
      case EXITED -> exited(ended);
    };
  }

  private static FunctionError exited(Ended ended) {
    var code = ended.exitCode();
    return OUT_OF_MEMORY.matcher(ended.lastLines()).find() || code == JAVA_HEAP_FULL
        ? FunctionError.of(
            Kind.OUT_OF_MEMORY, outOfMemory("its process ended with exit code " + code))
        : FunctionError.of(
            Kind.CRASHED,
            "The function's process ended with exit code "
                + code
                + " in the middle of the call. The log holds its last lines.");
  }

  private static String seconds(Duration time) {
    return BigDecimal.valueOf(time.toMillis(), 3).stripTrailingZeros().toPlainString() + " s";
  }

  private static String text(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }
}
