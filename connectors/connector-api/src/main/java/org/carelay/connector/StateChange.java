package org.carelay.connector;

import org.jspecify.annotations.Nullable;

/** Sets a state entry, or removes it where the value is null. */
public record StateChange(String key, @Nullable String value) {}
