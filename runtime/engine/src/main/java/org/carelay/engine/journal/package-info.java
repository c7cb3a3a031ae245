/** The one way by which facts become durable: operations, committed in groups. */
@NullMarked
package org.carelay.engine.journal;

import org.jspecify.annotations.NullMarked;
