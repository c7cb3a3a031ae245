package org.carelay.server.access;

/** What a visitor may do. */
public final class Roles {
  /** Everything, including seeing patients' addresses. */
  public static final String ADMIN = "ADMIN";

  private Roles() {}
}
