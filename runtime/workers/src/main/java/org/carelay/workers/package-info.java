/**
 * Function steps: code that a person wrote, run in child processes of the runtime.
 *
 * <p>{@link org.carelay.workers.Functions} is the service. A call finds or starts a worker process
 * for exactly this code, recipe and workspace, sends it one length-prefixed JSON frame, and waits
 * for one back. A worker has one call in flight, is killed at the deadline, and exits when idle.
 * Nothing that a person wrote is ever loaded into the runtime's own JVM.
 */
@NullMarked
package org.carelay.workers;

import org.jspecify.annotations.NullMarked;
