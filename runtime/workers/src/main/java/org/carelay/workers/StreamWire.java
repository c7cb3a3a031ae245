package org.carelay.workers;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;

/** Over a process's own streams, for systems other than Linux. */
final class StreamWire implements Wire {
  /** What any pipe takes without waiting when it is empty: the smallest that one ever is. */
  private static final int SURE_TO_FIT = 4096;

  private final OutputStream requests;
  private final InputStream replies;

  StreamWire(Process process) {
    requests = process.getOutputStream();
    replies = process.getInputStream();
  }

  /** Does nothing: one can not wait here for a limited time. */
  @Override
  public void expectSoon() {}

  @Override
  public void expectNoMore() {}

  @Override
  public int offer(byte[] frame) throws IOException {
    if (frame.length > SURE_TO_FIT) {
      return 0;
    }
    write(frame, 0);
    return frame.length;
  }

  @Override
  public void write(byte[] frame, int from) throws IOException {
    requests.write(frame, from, frame.length - from);
    requests.flush();
  }

  @Override
  public int readSoon(byte[] into, Duration patience) throws IOException {
    return replies.available() == 0 ? 0 : replies.read(into);
  }

  @Override
  public int read(byte[] into) throws IOException {
    return replies.read(into);
  }

  @Override
  public boolean silent() throws IOException {
    return replies.available() == 0;
  }

  @Override
  public void close() {
    for (var stream : List.of(requests, replies)) {
      try {
        stream.close();
      } catch (IOException alreadyGone) {
        // Closing flushes what the worker did not take; there is nobody to take it.
        continue;
      }
    }
  }
}
