/**
 * Outside changes: the ledger that names each one before it is tried, and the gate for messages.
 */
@NullMarked
package org.carelay.engine.effect;

import org.jspecify.annotations.NullMarked;
