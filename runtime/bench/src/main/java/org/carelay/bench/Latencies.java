package org.carelay.bench;

import java.util.Arrays;

/** Times of many calls, in nanoseconds. */
final class Latencies {
  private final long[] nanos;

  Latencies(long[] nanos) {
    this.nanos = nanos.clone();
    Arrays.sort(this.nanos);
  }

  /**
   * @param share such as 0.99
   * @return milliseconds
   */
  double percentile(double share) {
    return nanos[(int) Math.min(nanos.length - 1L, Math.round(share * nanos.length))] / 1e6;
  }
}
