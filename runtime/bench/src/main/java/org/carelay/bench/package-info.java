/**
 * Measures speed on the machine at hand: {@code ./carelay bench}. Every figure stands beside a
 * baseline of the same run, because machines differ and are noisy.
 */
@NullMarked
package org.carelay.bench;

import org.jspecify.annotations.NullMarked;
