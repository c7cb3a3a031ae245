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
 * never waits long for room in the pipe. Bytes beyond the limit are counted and dropped.
 */
final class CallLog {
  private final InputStream stream;
  private final int limit;
  private final byte[] chunk = new byte[8192];
  private byte[] kept = new byte[0];
  private int length;
  private long dropped;

  CallLog(InputStream stream, int limit) {
    this.stream = stream;
    this.limit = limit;
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

  private void keep(int read) {
    var room = Math.min(read, limit - length);
    if (kept.length < length + room) {
      kept = Arrays.copyOf(kept, Math.max(length + room, Math.min(limit, length * 2)));
    }
    System.arraycopy(chunk, 0, kept, length, room);
    length += room;
    dropped += read - room;
  }

  /** The lines since the last time, and forgets them. */
  synchronized List<String> take() {
    drain();
    if (length == 0) {
      return List.of();
    }
    var text = new String(kept, 0, length, StandardCharsets.UTF_8);
    var lines = new ArrayList<>(text.lines().toList());
    if (dropped > 0) {
      lines.add("... and " + dropped + " more bytes, which were not kept.");
    }
    kept = new byte[0];
    length = 0;
    dropped = 0;
    return List.copyOf(lines);
  }
}
