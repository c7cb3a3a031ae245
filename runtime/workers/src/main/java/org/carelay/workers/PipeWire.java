package org.carelay.workers;

import java.io.IOException;
import java.time.Duration;
import org.carelay.workers.confine.Companion;
import org.carelay.workers.confine.PipeEnd;

/** Over pipes on which a thread can wait for a moment itself. */
final class PipeWire implements Wire {
  private static final Duration LONG = Duration.ofDays(1);

  private final PipeEnd requests;
  private final PipeEnd replies;
  private final Companion companion;

  PipeWire(PipeEnd requests, PipeEnd replies, Companion companion) {
    this.requests = requests;
    this.replies = replies;
    this.companion = companion;
  }

  @Override
  public void expectSoon() {
    companion.follow();
  }

  @Override
  public void expectNoMore() {
    companion.free();
  }

  @Override
  public int offer(byte[] frame) throws IOException {
    return requests.write(frame, 0, Duration.ZERO);
  }

  @Override
  public void write(byte[] frame, int from) throws IOException {
    for (var written = from; written < frame.length; ) {
      written += requests.write(frame, written, LONG);
    }
  }

  @Override
  public int readSoon(byte[] into, Duration patience) throws IOException {
    return replies.read(into, patience);
  }

  @Override
  public int read(byte[] into) throws IOException {
    companion.leave();
    var count = replies.read(into, LONG);
    while (count == 0) {
      count = replies.read(into, LONG);
    }
    return count;
  }

  @Override
  public boolean silent() throws IOException {
    return replies.silent();
  }

  @Override
  public void close() {
    requests.close();
    replies.close();
  }
}
