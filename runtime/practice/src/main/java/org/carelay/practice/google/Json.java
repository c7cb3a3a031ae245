package org.carelay.practice.google;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The one JSON mapper here: numbers keep every digit. */
final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
  private static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);

  private Json() {}

  static ObjectNode object() {
    return NODES.objectNode();
  }

  static ArrayNode array() {
    return NODES.arrayNode();
  }

  static JsonNode of(@Nullable Object scalar) {
    return switch (scalar) {
      case null -> NODES.nullNode();
      case Boolean truth -> NODES.booleanNode(truth);
      case BigDecimal number when number.signum() == 0 -> NODES.numberNode(0);
      case BigDecimal number -> number(number);
      default -> NODES.textNode(scalar.toString());
    };
  }

  /** Whole numbers without a fraction or an exponent, as Google writes them. */
  private static JsonNode number(BigDecimal number) {
    var stripped = number.stripTrailingZeros();
    return stripped.scale() <= 0 && stripped.precision() - stripped.scale() <= 18
        ? NODES.numberNode(stripped.longValueExact())
        : NODES.numberNode(stripped);
  }

  /** Null, Boolean, BigDecimal or String. */
  static @Nullable Object scalar(JsonNode node) {
    if (node.isNull() || node.isMissingNode()) {
      return null;
    }
    if (node.isBoolean()) {
      return node.booleanValue();
    }
    return node.isNumber() ? node.decimalValue() : node.asText();
  }

  static byte[] bytes(JsonNode node) {
    try {
      return MAPPER.writeValueAsBytes(node);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("A tree of JSON nodes cannot be written", impossible);
    }
  }

  static JsonNode read(byte[] bytes) throws IOException {
    return MAPPER.readTree(bytes);
  }
}
