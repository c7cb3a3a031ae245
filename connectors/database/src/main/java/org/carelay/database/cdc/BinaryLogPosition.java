package org.carelay.database.cdc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far a binary log has been read, as Debezium tells it: a transaction's beginning and how many
 * events and rows of it were read.
 *
 * @param json the fields {@code file}, {@code pos}, {@code gtids}, {@code event}, {@code row}...
 */
record BinaryLogPosition(ObjectNode json) {
  /** Bits for the place within a file. */
  private static final int FILE_BITS = 40;

  private static final ObjectMapper MAPPER = new ObjectMapper();

  static BinaryLogPosition parse(String text) {
    try {
      return new BinaryLogPosition((ObjectNode) MAPPER.readTree(text));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("This is no position in a binary log", e);
    }
  }

  static BinaryLogPosition of(Map<String, ?> offset) {
    return new BinaryLogPosition(MAPPER.valueToTree(offset));
  }

  static BinaryLogPosition at(String file, long place, String gtids, long serverId) {
    var json = MAPPER.createObjectNode();
    json.put("server_id", serverId);
    json.put("file", file);
    json.put("pos", place);
    if (!gtids.isEmpty()) {
      json.put("gtids", gtids);
    }
    return new BinaryLogPosition(json);
  }

  String text() {
    return json.toString();
  }

  String file() {
    return json.path("file").asText();
  }

  long inFile() {
    return json.path("pos").asLong();
  }

  long serverId() {
    return json.path("server_id").asLong();
  }

  /** Of what was read whole; empty where the server has none. */
  String gtids() {
    return json.path("gtids").asText();
  }

  /** With one GTID for each domain, as the server wants to be asked. */
  BinaryLogPosition forServer() {
    var plain = json.deepCopy();
    if (!gtids().isEmpty() && gtids().indexOf(':') < 0) {
      plain.put("gtids", String.join(",", lastOfDomains(gtids()).values()));
    }
    return new BinaryLogPosition(plain);
  }

  /** The last GTID of each domain, from MariaDB's {@code domain-server-sequence}. */
  static Map<String, String> lastOfDomains(String gtids) {
    var last = new HashMap<String, String>();
    for (var gtid : gtids.split(",", -1)) {
      var plain = gtid.strip();
      if (!plain.isEmpty()) {
        var domain = plain.substring(0, plain.indexOf('-'));
        last.merge(domain, plain, (a, b) -> sequence(a) >= sequence(b) ? a : b);
      }
    }
    return last;
  }

  static long sequence(@Nullable String gtid) {
    return gtid == null ? 0 : Long.parseLong(gtid.substring(gtid.lastIndexOf('-') + 1));
  }

  /** One number that grows, on one server. */
  long place() {
    return place(file(), inFile());
  }

  static long place(String file, long inFile) {
    var number = file.substring(file.lastIndexOf('.') + 1);
    return (Long.parseLong(number) << FILE_BITS) + inFile;
  }

  /** Whether, on one server, this is not after another. */
  boolean isAtOrBefore(BinaryLogPosition other) {
    if (place() != other.place()) {
      return place() < other.place();
    }
    var events = json.path("event").asLong() - other.json.path("event").asLong();
    return events < 0
        || (events == 0 && json.path("row").asLong() <= other.json.path("row").asLong());
  }
}
