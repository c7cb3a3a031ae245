package org.carelay.workers;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The protocol's frames: a 4-byte big-endian length and that many bytes of UTF-8 JSON. */
final class Frames {
  private static final byte[] EVENT = ",\"event\":".getBytes(StandardCharsets.US_ASCII);

  private Frames() {}

  /**
   * A frame that asks a worker for something. The id comes last: whoever answers with it has read
   * all before it, so the pipe is empty again and takes the next small frame without waiting.
   *
   * @param event JSON, where there is one
   */
  static byte[] request(Map<String, ?> fields, byte @Nullable [] event, long id) {
    // {"op":"call"} becomes {"op":"call","event":<event>,"id":7}; the event is not parsed again.
    var head = Json.write(fields, false);
    var name = event == null ? new byte[0] : EVENT;
    var body = event == null ? new byte[0] : event;
    var tail = (",\"id\":" + id + "}").getBytes(StandardCharsets.US_ASCII);
    var length = head.length - 1 + name.length + body.length + tail.length;
    return ByteBuffer.allocate(4 + length)
        .putInt(length)
        .put(head, 0, head.length - 1)
        .put(name)
        .put(body)
        .put(tail)
        .array();
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
