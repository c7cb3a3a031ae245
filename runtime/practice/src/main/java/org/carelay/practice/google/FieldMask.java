package org.carelay.practice.google;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** Google's partial responses: {@code a,b(c,d/e),f/g} keeps only what it names. */
final class FieldMask {
  private final String text;
  private int position;

  private FieldMask(String text) {
    this.text = text;
  }

  /** A tree of names; an empty node keeps everything below it. */
  private record Node(Map<String, Node> children) {
    Node child(String name) {
      return children.computeIfAbsent(name, _ -> new Node(new LinkedHashMap<>()));
    }
  }

  static JsonNode apply(String mask, JsonNode body) {
    var root = new Node(new LinkedHashMap<>());
    new FieldMask(mask).list(root);
    return keep(root, body);
  }

  private void list(Node parent) {
    do {
      var node = parent.child(name());
      while (accept('/')) {
        node = node.child(name());
      }
      if (accept('(')) {
        list(node);
        if (!accept(')')) {
          throw invalid();
        }
      }
    } while (accept(','));
  }

  private String name() {
    var start = position;
    while (position < text.length() && ",/()".indexOf(text.charAt(position)) < 0) {
      position++;
    }
    if (start == position) {
      throw invalid();
    }
    return text.substring(start, position);
  }

  private boolean accept(char expected) {
    if (position < text.length() && text.charAt(position) == expected) {
      position++;
      return true;
    }
    return false;
  }

  private ApiError invalid() {
    return ApiError.invalid("Invalid field selection " + text);
  }

  private static JsonNode keep(Node mask, JsonNode body) {
    if (mask.children().isEmpty() || mask.children().containsKey("*")) {
      return body;
    }
    if (body.isArray()) {
      var result = Json.array();
      body.forEach(item -> result.add(keep(mask, item)));
      return result;
    }
    var result = Json.object();
    mask.children()
        .forEach(
            (name, child) -> {
              if (body.has(name)) {
                result.set(name, keep(child, body.get(name)));
              }
            });
    return result;
  }
}
