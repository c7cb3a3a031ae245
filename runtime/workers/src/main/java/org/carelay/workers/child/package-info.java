/**
 * The Java worker: runs in a child JVM of its own, with only this package on its class path, and
 * knows nothing else of Carelay. {@link org.carelay.workers.child.JavaWorker} is its main class.
 */
@NullMarked
package org.carelay.workers.child;

import org.jspecify.annotations.NullMarked;
