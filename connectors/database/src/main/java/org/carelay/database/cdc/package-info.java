/**
 * Changes of rows, read from a database's replication log.
 *
 * <p>One {@link org.carelay.database.cdc.Capture} per connection owns one replication slot and one
 * Debezium engine for all recipes. The slot lets go of a change only after the next poll has shown
 * that the runtime committed it, so nothing is lost when either side dies; what comes twice comes
 * under the same key.
 */
@NullMarked
package org.carelay.database.cdc;

import org.jspecify.annotations.NullMarked;
