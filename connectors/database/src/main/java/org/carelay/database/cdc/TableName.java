package org.carelay.database.cdc;

import org.jspecify.annotations.Nullable;

/**
 * A table as it is written in a recipe.
 *
 * @param schema absent where the database's own search order decides
 */
record TableName(@Nullable String schema, String name) {
  static TableName parse(String written) {
    var plain = written.strip();
    var dot = plain.indexOf('.');
    return dot < 0
        ? new TableName(null, plain)
        : new TableName(plain.substring(0, dot), plain.substring(dot + 1));
  }

  static boolean isWellFormed(String written) {
    var plain = written.strip();
    return !plain.isEmpty()
        && plain.indexOf('"') < 0
        && !plain.startsWith(".")
        && !plain.endsWith(".")
        && plain.indexOf('.') == plain.lastIndexOf('.');
  }

  /** For SQL. */
  String quoted() {
    return schema == null ? quote(name) : quote(schema) + "." + quote(name);
  }

  static String quote(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }
}
