package org.carelay.push;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.carelay.connector.Memory;

/** The browsers that have subscribed to a connection's topics, in its notes. */
final class Subscriptions {
  static final String TOPIC = "topic:";
  private static final String KEY = "subscription/";
  private static final int MOST_OF_A_TOPIC = 1_000;

  private final Memory memory;

  Subscriptions(Memory memory) {
    this.memory = memory;
  }

  static boolean isTopic(String name) {
    return name.matches("[a-z0-9][a-z0-9-]{0,39}");
  }

  /**
   * Adds a browser, or says anew whose it is.
   *
   * @return false where the topic has too many
   */
  boolean add(String topic, Target.Browser browser, String person, Instant at) {
    var key = key(topic, browser);
    if (memory.get(key) == null
        && memory.startingWith(KEY + topic + "/").size() >= MOST_OF_A_TOPIC) {
      return false;
    }
    var note = Target.JSON.createObjectNode().put("person", person).put("since", at.toString());
    memory.put(key, note.put("browser", browser.address()).toString());
    return true;
  }

  /** Removes a browser from a topic. */
  void remove(String topic, Target.Browser browser) {
    memory.remove(key(topic, browser));
  }

  /** Removes a browser that takes no more notes from all topics. */
  void removeEverywhere(Target browser) {
    var ending = "/" + digest(browser);
    memory.startingWith(KEY).keySet().stream()
        .filter(key -> key.endsWith(ending))
        .forEach(memory::remove);
  }

  /** Who has subscribed to a topic. */
  List<Target> of(String topic) {
    var targets = new ArrayList<Target>();
    for (var note : memory.startingWith(KEY + topic + "/").values()) {
      try {
        var target = Target.of(Target.JSON.readTree(note).path("browser").asText());
        if (target != null) {
          targets.add(target);
        }
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("A subscription in the notes cannot be read", e);
      }
    }
    return targets;
  }

  private static String key(String topic, Target.Browser browser) {
    return KEY + topic + "/" + digest(browser);
  }

  /** By its address at the push service; its keys may change. */
  private static String digest(Target target) {
    var name =
        target instanceof Target.Browser browser ? browser.endpoint().toString() : target.address();
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This JDK has no SHA-256", e);
    }
  }
}
