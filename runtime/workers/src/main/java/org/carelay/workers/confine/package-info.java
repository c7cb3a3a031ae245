/**
 * Starts a child process that can reach next to nothing: on Linux by Landlock, seccomp, dropped
 * capabilities and resource limits, all set through the JDK's foreign function API, as root and as
 * any other user, without a helper program.
 *
 * <p>These are properties of a thread that its children inherit. So {@link
 * org.carelay.workers.confine.Confinement} confines a thread that is made for the purpose, has it
 * start the process, and throws it away.
 */
@NullMarked
package org.carelay.workers.confine;

import org.jspecify.annotations.NullMarked;
