package org.carelay.engine.journal;

import java.time.Instant;
import java.util.UUID;

/**
 * Names a run. The instant is part of every partitioned key, so that a run stays in one partition.
 *
 * @param acceptedAt in whole microseconds, as PostgreSQL keeps it
 */
public record RunKey(UUID id, Instant acceptedAt) {}
