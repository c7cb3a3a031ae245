package org.carelay.workers;

import java.io.IOException;
import java.time.Duration;
import org.carelay.workers.confine.PipeEnd;

/**
 * The bytes to and from a worker's process. One thread at a time may write, and one may read; any
 * may close it, which ends what waits there.
 */
interface Wire {
  /** How many bytes {@link #read} and {@link #readSoon} give at most. */
  int CHUNK = PipeEnd.CHUNK;

  /** The next answer will be waited for with {@link #readSoon}, by this thread. */
  void expectSoon();

  /** That answer has come, or is waited for otherwise from now on. */
  void expectNoMore();

  /**
   * Writes as much of a frame as can be written without waiting.
   *
   * @return how many bytes that were
   * @throws IOException if the process no longer reads
   */
  int offer(byte[] frame) throws IOException;

  /** Writes the rest of a frame, and waits for room where there is none. */
  void write(byte[] frame, int from) throws IOException;

  /**
   * Reads what comes soon; where one can not wait for a limited time, what is there.
   *
   * @param into of {@link #CHUNK} bytes
   * @param patience how long the calling thread may be held, a virtual one's carrier with it
   * @return how many bytes; 0 if none came, -1 at the end
   */
  int readSoon(byte[] into, Duration patience) throws IOException;

  /**
   * Waits for bytes.
   *
   * @param into of {@link #CHUNK} bytes
   * @return how many bytes; -1 at the end
   */
  int read(byte[] into) throws IOException;

  /** Whether there is nothing to read and, where it can be told, no end of it either. */
  boolean silent() throws IOException;

  void close();
}
