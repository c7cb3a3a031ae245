package org.carelay.engine.store;

/** Encrypts what must not be readable in the database. Given by the server, which holds the key. */
public interface Sealing {
  /**
   * @param about what the bytes belong to; they open only with the same
   */
  byte[] seal(byte[] plain, String about);

  /**
   * @throws IllegalStateException if the key or {@code about} is not the one they were sealed with
   */
  byte[] open(byte[] sealed, String about);
}
