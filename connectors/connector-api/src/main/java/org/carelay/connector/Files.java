package org.carelay.connector;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Files that one step makes and a later one uses, such as a report that is attached to a mail. The
 * runtime keeps them for some weeks; only their reference travels through recipes, events and logs.
 */
public interface Files {
  /**
   * Keeps what is written. The same effect keeps the same name only once: a later attempt replaces
   * the file, and its reference stays the same.
   *
   * @param name as a person would save it, such as {@code report.xlsx}; no folders
   */
  Kept keep(String name, Content content) throws IOException;

  /**
   * Finds a file by its reference.
   *
   * @throws ConnectorException.Permanent if there is none, or no longer
   */
  Kept find(String reference) throws ConnectorException.Permanent;

  /** What is to be kept. */
  @FunctionalInterface
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /** A file that is kept. */
  interface Kept {
    /** What recipes pass on, such as {@code file:0f3a.../report.xlsx}. */
    String reference();

    String name();

    /** Size in bytes. */
    long size();

    InputStream open() throws IOException;
  }
}
