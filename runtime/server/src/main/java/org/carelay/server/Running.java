package org.carelay.server;

import io.micronaut.http.HttpStatus;
import org.carelay.server.web.ProblemException;
import org.jspecify.annotations.Nullable;

/** What controllers work with: there once everything has started, gone when it stops. */
public final class Running {
  private volatile @Nullable Services services;

  /**
   * What is running.
   *
   * @throws ProblemException 503 before the start is complete, and while stopping
   */
  public Services services() {
    var now = servicesOrNull();
    if (now == null) {
      throw new ProblemException(
          HttpStatus.SERVICE_UNAVAILABLE,
          "not-ready",
          "Carelay is starting or stopping; try again in a moment.");
    }
    return now;
  }

  /** What is running; null before the start is complete, and while stopping. */
  public @Nullable Services servicesOrNull() {
    return services;
  }

  void ready(Services services) {
    this.services = services;
  }

  void stopping() {
    this.services = null;
  }
}
