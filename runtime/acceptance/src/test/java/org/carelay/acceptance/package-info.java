/**
 * The built distribution as a site runs it: real processes, real protocols, killed without mercy.
 */
@NullMarked
package org.carelay.acceptance;

import org.jspecify.annotations.NullMarked;
