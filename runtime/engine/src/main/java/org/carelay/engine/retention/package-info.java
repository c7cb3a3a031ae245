/**
 * Forgetting: what patients are named in is removed some time after it is over. What keeps a
 * patient from hearing the same thing twice stays, without saying who that is.
 */
@NullMarked
package org.carelay.engine.retention;

import org.jspecify.annotations.NullMarked;
