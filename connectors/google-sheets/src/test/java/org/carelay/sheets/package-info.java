@NullMarked
package org.carelay.sheets;

import org.jspecify.annotations.NullMarked;
