package org.carelay.workers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a worker writes to its stderr, which is everything the function prints. Emptied by whoever
 * passes: the caller when a call ends, and the watchman in between, so that a talkative function
 * never waits long for room in the pipe. Of a flood the beginning and the end are kept.
 */
final class CallLog {
  private static final byte[] NOTHING = new byte[0];

  private final InputStream stream;
  private final int headLimit;
  private final byte[] chunk = new byte[8192];
  private final int tailLimit;
  private byte[] head = NOTHING;
  private int headLength;
  private byte[] tail = NOTHING;
  private long tailLength;

  /**
   * @param limit how many bytes of one call are kept
   */
  CallLog(InputStream stream, int limit) {
    this.stream = stream;
    this.tailLimit = limit / 4;
    this.headLimit = limit - tailLimit;
  }

  /** Takes what is there without waiting for more. */
  synchronized void drain() {
    try {
      for (var ready = stream.available(); ready > 0; ready = stream.available()) {
        var read = stream.read(chunk, 0, Math.min(chunk.length, ready));
        if (read <= 0) {
          return;
        }
        keep(read);
      }
    } catch (IOException closed) {
      // The worker is gone and its pipe with it; what was read stays.
      return;
    }
  }

  /** Takes what is left when the process is gone. */
  void close() {
    drain();
    try {
      stream.close();
    } catch (IOException alreadyGone) {
      return;
    }
  }

  private void keep(int read) {
    var room = Math.min(read, headLimit - headLength);
    if (head.length < headLength + room) {
      head = Arrays.copyOf(head, Math.min(headLimit, Math.max(headLength + room, headLength * 2)));
    }
    System.arraycopy(chunk, 0, head, headLength, room);
    headLength += room;
    if (room < read && tail.length == 0) {
      tail = new byte[tailLimit];
    }
    for (var i = room; i < read; i++) {
      tail[(int) (tailLength++ % tailLimit)] = chunk[i];
    }
  }

  /** The last lines, without forgetting any. */
  synchronized String end() {
    return tailLength > 0 ? tailText() : new String(head, 0, headLength, StandardCharsets.UTF_8);
  }

  private String tailText() {
    var kept = (int) Math.min(tailLength, tailLimit);
    var bytes = new byte[kept];
    for (var i = 0; i < kept; i++) {
      bytes[i] = tail[(int) ((tailLength - kept + i) % tailLimit)];
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** The lines since the last time, and forgets them. */
  synchronized List<String> take() {
    drain();
    if (headLength == 0) {
      return List.of();
    }
    var lines =
        new ArrayList<>(new String(head, 0, headLength, StandardCharsets.UTF_8).lines().toList());
    if (tailLength > tailLimit) {
      lines.add("... " + (tailLength - tailLimit) + " bytes were not kept ...");
    }
    if (tailLength > 0) {
      lines.addAll(tailText().lines().toList());
    }
    head = NOTHING;
    headLength = 0;
    tail = NOTHING;
    tailLength = 0;
    return List.copyOf(lines);
  }
}
