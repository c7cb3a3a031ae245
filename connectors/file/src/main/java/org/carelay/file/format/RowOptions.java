package org.carelay.file.format;

import java.nio.charset.Charset;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * How to read a file.
 *
 * @param charset null for UTF-8, or what a byte order mark says
 * @param delimiter between the columns of a csv; null for what its first line uses
 * @param sheet null for the first
 * @param items where the rows are: names with dots in JSON, an element's name in XML
 * @param zone of times without one
 * @param now no reading may be from later
 */
public record RowOptions(
    @Nullable Charset charset,
    @Nullable Character delimiter,
    @Nullable String sheet,
    @Nullable String items,
    ZoneId zone,
    Instant now) {}
