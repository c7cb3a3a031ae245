package org.carelay.connector;

import java.time.Instant;
import java.util.Map;

/**
 * One outside change.
 *
 * @param key the same change always has the same key, and no other change of the same subscription
 *     has it; at most 500 characters, without personal data
 * @param occurredAt when it happened outside, as well as can be known
 * @param data the names in scope: JSON values only (Map, List, String, Boolean, BigDecimal or whole
 *     number, null)
 */
public record TriggerEvent(String key, Instant occurredAt, Map<String, Object> data) {}
