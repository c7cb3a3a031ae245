package org.carelay.workers;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The protocol's frames: a 4-byte big-endian length and that many bytes of UTF-8 JSON. */
final class Frames {
  private Frames() {}

  /** A frame that asks a worker for something, with the call's event where there is one. */
  static byte[] request(Map<String, ?> fields, byte @Nullable [] event) {
    var head = Json.write(fields, false);
    if (event == null) {
      return framed(head, head.length, new byte[0]);
    }
    // {"op":"call",...} becomes {"op":"call",...,"event":<event>} without parsing the event again.
    var join = ",\"event\":".getBytes(StandardCharsets.US_ASCII);
    var tail = new byte[join.length + event.length + 1];
    System.arraycopy(join, 0, tail, 0, join.length);
    System.arraycopy(event, 0, tail, join.length, event.length);
    tail[tail.length - 1] = '}';
    return framed(head, head.length - 1, tail);
  }

  private static byte[] framed(byte[] head, int headLength, byte[] tail) {
    var length = headLength + tail.length;
    var frame = new byte[4 + length];
    frame[0] = (byte) (length >>> 24);
    frame[1] = (byte) (length >>> 16);
    frame[2] = (byte) (length >>> 8);
    frame[3] = (byte) length;
    System.arraycopy(head, 0, frame, 4, headLength);
    System.arraycopy(tail, 0, frame, 4 + headLength, tail.length);
    return frame;
  }

  /**
   * The next frame's payload, or null at the end of the stream.
   *
   * @throws TooLarge before anything is allocated for it
   * @throws EOFException if the stream ends within a frame
   */
  static byte @Nullable [] read(InputStream in, int limit) throws IOException {
    var head = in.readNBytes(4);
    if (head.length == 0) {
      return null;
    }
    if (head.length < 4) {
      throw new EOFException();
    }
    var length =
        (head[0] & 0xff) << 24 | (head[1] & 0xff) << 16 | (head[2] & 0xff) << 8 | (head[3] & 0xff);
    if (length < 0 || length > limit) {
      throw new TooLarge();
    }
    var payload = in.readNBytes(length);
    if (payload.length < length) {
      throw new EOFException();
    }
    return payload;
  }

  /** The length is more than a worker may send: garbage, or a result far too large. */
  static final class TooLarge extends IOException {}
}
