package org.carelay.workers;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A frame for a worker, and the number that its answer must carry.
 *
 * @param id random: nobody can answer a question before it is asked
 */
record Question(long id, byte[] frame) {
  static long newId() {
    return ThreadLocalRandom.current().nextLong(1L << 53);
  }

  static Question of(Map<String, ?> fields) {
    var id = newId();
    var numbered = new LinkedHashMap<String, Object>(fields);
    numbered.put("id", id);
    return new Question(id, Frames.request(numbered, null));
  }

  /**
   * @param event JSON
   */
  static Question of(Map<String, ?> fields, byte[] event) {
    var id = newId();
    var numbered = new LinkedHashMap<String, Object>(fields);
    numbered.put("id", id);
    return new Question(id, Frames.request(numbered, event));
  }
}
