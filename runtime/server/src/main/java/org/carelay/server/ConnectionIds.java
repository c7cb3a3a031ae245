package org.carelay.server;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a connection may be called: it is part of addresses that providers post to. */
public final class ConnectionIds {
  public static final String RULE =
      "An id has 1 to 64 lower-case letters, digits, \"-\", \"_\" or \".\", begins with a letter"
          + " or digit, and does not begin with \"practice-\", which is the practice clinic's.";

  private static final Pattern PATTERN = Pattern.compile("(?!practice-)[a-z0-9][a-z0-9._-]{0,63}");

  private ConnectionIds() {}

  public static boolean isValid(@Nullable String id) {
    return id != null && PATTERN.matcher(id).matches();
  }
}
