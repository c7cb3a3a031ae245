package org.carelay.workers;

import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * A frame for a worker, and the number that its answer must carry.
 *
 * @param id random: nobody can answer a question before it is asked
 */
record Question(long id, byte[] frame) {
  static Question of(Map<String, ?> fields) {
    return of(fields, null);
  }

  /**
   * @param fields at least one
   * @param event JSON, where there is one
   */
  static Question of(Map<String, ?> fields, byte @Nullable [] event) {
    var id = ThreadLocalRandom.current().nextLong(1L << 53);
    return new Question(id, Frames.request(fields, event, id));
  }
}
