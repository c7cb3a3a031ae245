package org.carelay.workers.child;

/** A result that is not JSON. */
final class BadResultException extends RuntimeException {
  private final String path;

  /**
   * @param path JSON pointer to the bad value
   */
  BadResultException(String path, String message) {
    super(message);
    this.path = path;
  }

  String path() {
    return path;
  }
}
