/** Parts of a run by themselves, without a database. */
@NullMarked
package org.carelay.engine.run;

import org.jspecify.annotations.NullMarked;
