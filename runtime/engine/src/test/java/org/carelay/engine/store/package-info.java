/**
 * The engine against a real PostgreSQL, with a provider and a clock that tests hold in their hands.
 */
@NullMarked
package org.carelay.engine.store;

import org.jspecify.annotations.NullMarked;
