package org.carelay.workers;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The protocol's frames: a 4-byte big-endian length and that many bytes of UTF-8 JSON. */
final class Frames {
  private static final int HEAD = 4;
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
    return ByteBuffer.allocate(HEAD + length)
        .putInt(length)
        .put(head, 0, head.length - 1)
        .put(name)
        .put(body)
        .put(tail)
        .array();
  }

  /** A frame that comes in, in as many pieces as it likes. */
  static final class Incoming {
    private final int limit;
    private final byte[] head = new byte[HEAD];
    private byte @Nullable [] payload;
    private int taken;

    /**
     * @param limit how long the payload may be
     */
    Incoming(int limit) {
      this.limit = limit;
    }

    /**
     * Takes the next piece.
     *
     * @throws Garbage if the frame is too long, before anything is allocated for it; or if there is
     *     more than the frame
     */
    void take(byte[] piece, int length) throws Garbage {
      var used = 0;
      while (taken < HEAD && used < length) {
        head[taken++] = piece[used++];
      }
      if (taken < HEAD) {
        return;
      }
      if (payload == null) {
        payload = new byte[length(head, limit)];
      }
      if (length - used > payload.length - (taken - HEAD)) {
        throw new Garbage();
      }
      System.arraycopy(piece, used, payload, taken - HEAD, length - used);
      taken += length - used;
    }

    private static int length(byte[] head, int limit) throws Garbage {
      var length = ByteBuffer.wrap(head).getInt();
      if (length < 0 || length > limit) {
        throw new Garbage();
      }
      return length;
    }

    /** The whole payload, or null while some of it is missing. */
    byte @Nullable [] payload() {
      return payload != null && taken == HEAD + payload.length ? payload : null;
    }
  }

  /** What came is not one frame of a length that a worker may send. */
  static final class Garbage extends IOException {}
}
