package org.carelay.connector;

import java.io.IOException;
import java.time.Instant;

/**
 * A client that takes files from outside, part by part: what has arrived stays, so that an upload
 * that broke off goes on where it stood.
 */
public interface FileIntake extends Client {
  /** How many bytes of a file have arrived. */
  long received(String name, long total) throws IOException, ConnectorException.Permanent;

  /** Adds one part; durable when it returns. */
  Outcome add(String name, Range range, byte[] content, Instant now) throws IOException;

  /**
   * Where one part stands.
   *
   * @param from how many bytes come before it
   * @param total how many the whole file has
   */
  record Range(long from, long total) {}

  /** What becomes of a part. */
  sealed interface Outcome {
    /** More is to come, from {@code received} on. */
    record Going(long received) implements Outcome {}

    /** The file is whole, under this name. */
    record Done(String name) implements Outcome {}

    /** The part does not begin where the file ends so far. */
    record Elsewhere(long received) implements Outcome {}

    record Refused(String code, String message) implements Outcome {}
  }
}
