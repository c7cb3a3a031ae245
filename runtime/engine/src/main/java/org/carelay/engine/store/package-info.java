/** What people keep in the runtime: recipes, connections, attention; and what screens read. */
@NullMarked
package org.carelay.engine.store;

import org.jspecify.annotations.NullMarked;
