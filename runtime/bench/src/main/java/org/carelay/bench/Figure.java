package org.carelay.bench;

import org.jspecify.annotations.Nullable;

/**
 * One measured value.
 *
 * @param part what was measured
 * @param name which value of it
 * @param unit such as {@code runs/s}, {@code ms} or {@code MiB}
 * @param note what limits it, or what it is to be compared with
 */
public record Figure(String part, String name, double value, String unit, @Nullable String note) {}
