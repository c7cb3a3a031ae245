package org.carelay.recipe;

import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.Parser;
import com.dashjoin.jsonata.Utils;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one evaluation within limits of time, depth and size. The library calls it at every node;
 * the functions that can work long without coming back to a node call {@link #tick} themselves.
 */
final class Bounds implements Jsonata.EntryCallback, Jsonata.ExitCallback {
  static final Duration TIME = Duration.ofMillis(500);
  static final int DEPTH = 200;
  static final int RANGE = 10_000;

  /** Characters of texts and elements of lists made on the way; about 100 MB at worst. */
  static final long SIZE = 5_000_000;

  private final long end = System.nanoTime() + TIME.toNanos();
  private int depth;
  private int ticks;
  private long size;
  private @Nullable EvaluationError exceeded;

  @Override
  public void callback(Parser.Symbol node, @Nullable Object input, Jsonata.Frame frame) {
    if (++depth > DEPTH) {
      throw exceed("goes deeper than " + DEPTH + " levels; does a function call itself for ever?");
    }
    tick();
  }

  @Override
  public void callback(
      Parser.Symbol node, @Nullable Object input, Jsonata.Frame frame, @Nullable Object result) {
    depth--;
    switch (result) {
      case Utils.RangeList range when range.size() > RANGE ->
          throw exceed("makes a range of more than " + RANGE + " numbers");
      case Utils.RangeList range -> made(range.size());
      case Utils.JList<?> list -> made(list.size());
      case String text -> made(text.length() / 16);
      case null, default -> {}
    }
  }

  /** Looks at the clock now and then; cheap enough for every character. */
  void tick() {
    if ((++ticks & 31) == 0 && System.nanoTime() - end > 0) {
      throw exceed("takes longer than " + TIME.toMillis() + " ms");
    }
  }

  /** Counts what has been made. */
  void made(long units) {
    size += units;
    if (size > SIZE) {
      throw exceed("makes too much text or too long lists");
    }
  }

  private EvaluationError exceed(String sentence) {
    exceeded = new EvaluationError("expression-bounds", sentence);
    return exceeded;
  }

  /** What was exceeded first, also where the library has hidden it. */
  @Nullable EvaluationError exceeded() {
    return exceeded;
  }

  /** A text that can be given to a pattern: reading it takes part in the limits. */
  CharSequence watch(String text) {
    return new Watched(text, this);
  }

  private record Watched(String text, Bounds bounds) implements CharSequence {
    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      bounds.tick();
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.substring(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
