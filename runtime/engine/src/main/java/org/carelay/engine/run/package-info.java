/** Runs and their steps: from an accepted event to its end, across waits, retries and crashes. */
@NullMarked
package org.carelay.engine.run;

import org.jspecify.annotations.NullMarked;
