package org.carelay.recipe;

/** JSON pointers (RFC 6901). */
final class Pointers {
  private Pointers() {}

  static String escape(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }
}
