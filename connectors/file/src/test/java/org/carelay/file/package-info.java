@NullMarked
package org.carelay.file;

import org.jspecify.annotations.NullMarked;
